package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Set;

/** Markup that runs script in whoever's browser the value ends up. */
final class MarkupCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.XSS;

  private static final int CODE = 120;

  private static final Set<String> ACTIVE =
      Set.of(
          "script",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "math",
          "base",
          "meta",
          "link",
          "frame",
          "frameset",
          "vmlframe",
          "xss",
          "isindex",
          "bgsound",
          "layer",
          "ilayer",
          "marquee",
          "style",
          "form",
          "animate",
          "set",
          "import",
          "template",
          "noscript",
          "portal",
          "handler",
          "listener");

  private static final Set<String> CALLS =
      Set.of(
          "alert",
          "prompt",
          "confirm",
          "eval",
          "settimeout",
          "setinterval",
          "fetch",
          "fromcharcode",
          "import",
          "atob",
          "unescape",
          "execscript",
          "msgbox");

  private static final Set<String> DOCUMENT =
      Set.of(
          "cookie",
          "domain",
          "write",
          "writeln",
          "location",
          "getelementbyid",
          "createelement",
          "queryselector",
          "body",
          "url",
          "innerhtml",
          "referrer");

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (sign != '<' || isProgram(argument)) {
      return;
    }
    int from = at + 1;
    while (from - at < 8
        && (argument.at(from) == '/'
            || argument.at(from) == ' '
            || argument.at(from) == '\n'
            || argument.at(from) == '%'
            || argument.at(from) == '+'
            || argument.at(from) == '\t')) {
      from++;
    }
    String name = argument.wordAt(from);
    if (argument.at(from + name.length()) == ':') {
      name = argument.wordAt(from + name.length() + 1);
    }
    boolean markup = argument.kind() == ParameterKind.MARKUP;
    double score = ACTIVE.contains(name) ? name.equals("script") ? 0.92 : 0.7 : 0;
    if (argument.at(from + name.length()) == '>' && !name.equals("script")) {
      // Without attributes nothing is fetched or run, but for what a style imports.
      boolean imports = name.equals("style") && argument.within(from, 60, "@import");
      score = imports ? 0.8 : Math.min(score, name.equals("svg") || name.equals("style") ? 0.6 : 0);
    }
    if (score > 0 && isHarmless(argument, name, from)) {
      score = 0;
    }
    if (argument.startsWith("<!--#", at)
        || argument.startsWith("<?php", at)
        || argument.startsWith("<?=", at)) {
      score = 0.85;
    }
    argument.report(at, from + name.length(), CATEGORY, markup ? 0 : score);
  }

  /** An image with nothing but its name space, a pattern for tags, a tag that a sentence names. */
  private static boolean isHarmless(Argument argument, String name, int from) {
    int end = from + name.length();
    boolean closing = argument.at(from - 1) == '/';
    char next = argument.at(end);
    boolean whole = argument.startsWith("<svg", 0) || argument.startsWith("<?xml", 0);
    if (name.equals("svg") && whole && (argument.startsWith(" xmlns=", end) || closing)) {
      return true;
    }
    boolean word = argument.isProse() && argument.at(end) == '>' && name.equals("script");
    int after = argument.skipBlanks(end + 1);
    boolean named = word && after > end + 1 && Character.isLetter(argument.at(after));
    return next == '[' || (named && !argument.within(end, 400, "</script"));
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (isProgram(argument)) {
      return;
    }
    boolean markup = argument.kind() == ParameterKind.MARKUP;
    if (word.startsWith("on") && word.length() > 4) {
      handler(argument, start, end, word);
      return;
    }
    double score =
        switch (word) {
          case "javascript", "vbscript", "livescript", "mocha" -> isScheme(argument, end) ? 0.9 : 0;
          case "data" ->
              argument.startsWith(":text/html", end)
                      || argument.startsWith(":image/svg", end)
                      || argument.startsWith(":,", end)
                      || argument.startsWith(":text/javascript", end)
                  ? 0.85
                  : 0;
          case "expression" ->
              argument.at(end) == '(' && argument.slice(start - 40, start).contains(":") ? 0.85 : 0;
          case "document", "window", "self", "top", "parent", "frames" -> member(argument, end);
          case "srcdoc", "formaction", "xlink", "dynsrc", "lowsrc", "datasrc", "fscommand" ->
              argument.slice(end, end + 8).indexOf('=') >= 0 ? 0.75 : 0;
          case "behavior", "binding" -> argument.within(end, 16, "url(") ? 0.8 : 0;
          default -> 0;
        };
    if (score == 0 && !markup && CALLS.contains(word)) {
      score = call(argument, start, end, word);
    }
    boolean harm = markup && score > 0 && takesAway(argument, end);
    argument.report(start, end, CATEGORY, harm ? 0.85 : markup && score > 0 ? score - 0.3 : score);
  }

  private static boolean isProgram(Argument argument) {
    return switch (argument.kind()) {
      case SQL, SHELL, CODE -> true;
      case FREE_TEXT, IDENTIFIER, PATH, URL, MARKUP, UNKNOWN -> false;
    };
  }

  private static boolean isScheme(Argument argument, int end) {
    int at = argument.skipBlanks(end);
    int code = argument.skipBlanks(at + 1);
    return argument.at(at) == ':'
        && at - end < 4
        && (argument.at(at + 1) > ' ' || argument.at(code) == '/' || argument.at(code) == '\\');
  }

  /** {@code onerror=} inside a tag, or after a quote that leaves an attribute. */
  private static void handler(Argument argument, int start, int end, String word) {
    int sign = argument.skipBlanks(end);
    if (argument.at(sign) != '=' || argument.at(sign + 1) == '=') {
      return;
    }
    String before = argument.slice(start - 200, start);
    boolean inTag = before.lastIndexOf('<') >= 0;
    char last = argument.at(start - 1);
    boolean leaves =
        last == '"'
            || last == '\''
            || last == '/'
            || before.isBlank()
            || before.stripTrailing().endsWith("\"")
            || before.stripTrailing().endsWith("'");
    if (argument.kind() == ParameterKind.MARKUP && !takesAway(argument, sign)) {
      // Pages have handlers; what counts is what they do.
      return;
    }
    if (inTag || (leaves && word.length() > 5)) {
      argument.report(start, sign + 1, CATEGORY, inTag ? 0.9 : 0.75);
    }
  }

  /** Whether script nearby reads what is its visitor's, or runs what it is not. */
  private static boolean takesAway(Argument argument, int at) {
    String code = argument.slice(at - CODE, at + CODE);
    boolean secret =
        code.contains("document.cookie")
            || code.contains("localstorage")
            || code.contains("sessionstorage");
    boolean sends =
        code.contains("fetch(")
            || code.contains("new image")
            || code.contains("location")
            || code.contains("xmlhttprequest")
            || code.contains("sendbeacon")
            || code.contains(".src=");
    boolean probe = argument.length() < CODE;
    boolean shows =
        code.contains("alert(") && (secret || probe || code.contains("document.domain"));
    boolean hidden = code.contains("atob(") || code.contains("fromcharcode");
    return (secret && sends)
        || shows
        || (hidden && code.contains("eval("))
        || code.contains("import('//");
  }

  private static double member(Argument argument, int end) {
    int at = SqlTokens.skip(argument, end);
    if (argument.at(at) == ')' && at > end) {
      at = SqlTokens.skip(argument, at + 1);
    }
    if (argument.at(at) == '.') {
      return DOCUMENT.contains(argument.wordAt(argument.skipBlanks(at + 1)))
          ? argument.isProse() ? 0.6 : 0.75
          : 0;
    }
    boolean bracket =
        argument.at(at) == '['
            && "\"'/".indexOf(argument.at(SqlTokens.skip(argument, at + 1))) >= 0;
    return bracket && at - end < 24 ? 0.75 : 0;
  }

  private static double call(Argument argument, int start, int end, String word) {
    char open = argument.at(argument.skipBlanks(end));
    if (open != '(' && open != '`') {
      return 0;
    }
    String before = argument.slice(start - 60, start);
    boolean placed =
        before.indexOf('<') >= 0
            || before.endsWith("\"")
            || before.endsWith("'")
            || before.endsWith(";")
            || before.endsWith("-")
            || before.endsWith(":")
            || before.endsWith("(")
            || before.endsWith("=")
            || before.endsWith("//")
            || before.endsWith("`")
            || before.isEmpty();
    boolean shown =
        word.equals("alert")
            || word.equals("prompt")
            || word.equals("confirm")
            || word.equals("fromcharcode");
    return placed ? shown ? 0.8 : argument.isProse() ? 0 : 0.65 : 0;
  }
}
