package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.Set;

/**
 * Expressions of template engines that compute or reach for the engine's insides, and look-ups that
 * make a Java logger fetch code (JNDI), however they are nested. A name in double braces is a
 * template like any other and passes.
 */
final class TemplateCheck implements Check {
  private static final int MAX_EXPRESSION = 300;
  private static final int MAX_LOOKUP = 400;

  /** Tags of Smarty that run PHP, and functions of it that a brace calls. */
  private static final List<String> SMARTY =
      List.of(
          "{php}",
          "{system(",
          "{exec(",
          "{passthru(",
          "{shell_exec(",
          "{if phpinfo",
          "{if system(",
          "{include_php",
          "{fetch file=",
          "{$smarty.",
          "{self::");

  /** Of the insides, those that no template of an author's own reaches for. */
  private static final List<String> ESCAPES =
      List.of(
          "__class__",
          "__mro__",
          "__globals__",
          "__subclasses__",
          "__builtins__",
          "popen",
          "getruntime",
          "forname",
          "?new()",
          "_self.env",
          "passthru",
          "('system'",
          "(\"system\"",
          "processbuilder",
          "child_process",
          "@java",
          "#context",
          "memberaccess",
          "mainmodule");

  /** Words of the languages of templates behind which an expression begins. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "in", "if", "elif", "else", "not", "and", "or", "is", "for", "set", "do", "print", "new",
          "return", "puts", "import", "from", "include", "extends", "call", "with", "echo", "raw");

  private static final List<String> DIRECTIVES =
      List.of(
          "#set(",
          "#set (",
          "#foreach(",
          "#foreach (",
          "#parse(",
          "#include(",
          "#evaluate(",
          "#macro(");

  private static final List<String> INSIDES =
      List.of(
          "__class__",
          "__mro__",
          "__globals__",
          "__subclasses__",
          "__builtins__",
          "__import__",
          "constructor",
          "getclass",
          "forname",
          "java.lang",
          "getruntime",
          "runtime",
          "_self",
          "request.application",
          "lipsum",
          "cycler",
          "joiner",
          "self.",
          "freemarker",
          "?new()",
          "popen",
          "process.",
          "require(",
          "system(",
          "exec(",
          "eval(",
          "file.",
          "get_user_file",
          "class.inspect",
          "settings.",
          "dump(",
          "app.request",
          "|attr(",
          "beans",
          "processbuilder",
          "passthru",
          "#context",
          "@java",
          "applicationscope",
          "pagecontext",
          "sessionscope",
          "memberaccess",
          "_memberaccess",
          "system.",
          "diagnostics.process",
          "mainmodule",
          "lookup ",
          ".apply ",
          "__init__",
          "getsession(",
          "url:utf-8:",
          "dns:address|",
          "script:javascript",
          "env[",
          "file.read",
          "io.popen",
          "globals",
          "('system'",
          "(\"system\"",
          "('exec'",
          "('shell_exec'");

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (argument.kind() == ParameterKind.SQL) {
      return;
    }
    switch (sign) {
      case '{' -> brace(argument, at);
      case '$' -> dollar(argument, at);
      case '#' -> hash(argument, at);
      case '<' -> bracket(argument, at);
      case '@' -> razor(argument, at);
      case '%', '*' -> {
        if (argument.at(at + 1) == '{') {
          expression(argument, at, at + 2, "}");
        }
      }
      default -> {
        // No sign of a template.
      }
    }
  }

  /** Jinja and its kin, Go's templates, Smarty, and sums that show whether anything computes. */
  private static void brace(Argument argument, int at) {
    boolean opens = argument.at(at + 1) == '{' && argument.at(at - 1) != '{';
    if (opens && !isCode(argument) && argument.startsWith("{{.", at)) {
      call(argument, at);
    }
    if (opens) {
      expression(argument, at, at + 2, "}}");
    } else if (argument.at(at + 1) == '%') {
      expression(argument, at, at + 2, "%}");
    } else if (argument.takesName() && argument.at(at - 1) <= ' ' && isSum(argument, at)) {
      argument.report(at, at + 4, ToolArgumentDetectors.TEMPLATE, 0.8);
    } else if (!isCode(argument) && SMARTY.stream().anyMatch(tag -> argument.startsWith(tag, at))) {
      argument.report(at, at + 4, ToolArgumentDetectors.TEMPLATE, 0.8);
    }
  }

  /** Expressions and look-ups of Java, and references of Velocity. */
  private static void dollar(Argument argument, int at) {
    if (argument.startsWith("${{<%", at)) {
      // Sent to see which engine complains.
      argument.report(at, at + 5, ToolArgumentDetectors.TEMPLATE, 0.85);
    }
    if (argument.at(at + 1) == '{'
        || argument.startsWith("$!{", at)
        || argument.startsWith("$${", at)
        || argument.startsWith("$class.inspect", at)) {
      lookup(argument, at);
    }
  }

  /** Expressions of Ruby and Java, and directives of Velocity. */
  private static void hash(Argument argument, int at) {
    if (argument.at(at + 1) == '{') {
      expression(argument, at, at + 2, "}");
    } else if (DIRECTIVES.stream().anyMatch(word -> argument.startsWith(word, at))) {
      argument.report(at, at + 4, ToolArgumentDetectors.TEMPLATE, isCode(argument) ? 0 : 0.75);
    }
  }

  /** Pages of Java and Ruby, and directives of FreeMarker. */
  private static void bracket(Argument argument, int at) {
    if (argument.startsWith("<%", at)) {
      expression(argument, at, at + 2, "%>");
    } else if (argument.startsWith("<#assign", at)
        || argument.startsWith("<#include", at)
        || argument.startsWith("<#import", at)) {
      argument.report(at, at + 8, ToolArgumentDetectors.TEMPLATE, 0.85);
    }
  }

  private static void razor(Argument argument, int at) {
    if (argument.kind() == ParameterKind.IDENTIFIER && isMember(argument, at + 1)) {
      argument.report(at, argument.wordEnd(at + 1), ToolArgumentDetectors.TEMPLATE, 0.75);
    }
    char open = argument.at(at + 1);
    if (open == '{' || open == '(') {
      expression(argument, at, at + 2, open == '(' ? ")" : "}");
    }
  }

  private static boolean isCode(Argument argument) {
    return switch (argument.kind()) {
      case SQL, SHELL, CODE, MARKUP -> true;
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN -> false;
    };
  }

  private static void expression(Argument argument, int start, int from, String closing) {
    String window = argument.slice(from, from + MAX_EXPRESSION);
    int close = window.indexOf(closing);
    if (close < 0) {
      return;
    }
    String inside = window.substring(0, close);
    boolean foreign = argument.takesName() && Expression.computes(inside, closing);
    boolean reaches =
        foreign
            || INSIDES.stream().anyMatch(word -> names(inside, word))
            || namesConfig(inside)
            || isEndless(inside)
            || (inside.indexOf('`') >= 0 && closing.equals("%>"));
    double score = reaches ? 0.85 : isCode(argument) ? 0 : isArithmetic(inside) ? 0.85 : 0;
    if (closing.equals("%>") && !isCode(argument)) {
      score = Math.max(score, 0.7);
    }
    // Templates have calls; those below are no template's.
    boolean doubtful = isCode(argument) && ESCAPES.stream().noneMatch(inside::contains);
    argument.report(
        start,
        from + close + closing.length(),
        ToolArgumentDetectors.TEMPLATE,
        doubtful && score > 0 ? score - 0.25 : score);
  }

  /** Whether the insides stand there, and not the end of a longer name. */
  private static boolean names(String inside, String word) {
    boolean letter = Character.isLetter(word.charAt(0));
    for (int at = inside.indexOf(word); at >= 0; at = inside.indexOf(word, at + 1)) {
      if (!letter || begins(inside, at)) {
        return true;
      }
    }
    return false;
  }

  /** The object of that name, and no member of another, no part of a longer name and no macro. */
  private static boolean namesConfig(String inside) {
    int at = inside.indexOf("config");
    while (at >= 0) {
      int end = at + 6;
      boolean member = at > 0 && inside.charAt(at - 1) == '.' && !inside.startsWith("app.", at - 4);
      int next = end;
      while (next < inside.length() && inside.charAt(next) == ' ') {
        next++;
      }
      boolean whole = next == inside.length() || ".[|)}~+%".indexOf(inside.charAt(next)) >= 0;
      if (whole && !member && begins(inside, at)) {
        return true;
      }
      at = inside.indexOf("config", end);
    }
    return false;
  }

  /** Whether a name begins there; also where a reading of the text has parted long names. */
  private static boolean begins(String inside, int at) {
    if (at == 0 || inside.charAt(at - 1) != ' ') {
      return at == 0 || !isName(inside.charAt(at - 1));
    }
    int end = at - 1;
    while (end > 0 && inside.charAt(end - 1) == ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && isName(inside.charAt(start - 1))) {
      start--;
    }
    return start == end || KEYWORDS.contains(inside.substring(start, end));
  }

  /** A loop of so many rounds that the engine is busy with nothing else. */
  private static boolean isEndless(String inside) {
    int at = inside.indexOf("range(");
    int digits = 0;
    for (int i = at + 6; at >= 0 && i < inside.length() && inside.charAt(i) != ')'; i++) {
      digits = Character.isDigit(inside.charAt(i)) ? digits + 1 : 0;
      if (digits == 6) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** {@code {7*7}}. */
  private static boolean isSum(Argument argument, int brace) {
    String window = argument.slice(brace + 1, brace + 40);
    int close = window.indexOf('}');
    return close > 0 && isArithmetic(window.substring(0, close)) && window.indexOf(' ') < 0;
  }

  /** {@code {{.System "id"}}}: a method of the data that is given something, as Go calls it. */
  private static void call(Argument argument, int at) {
    int end = argument.wordEnd(at + 3);
    boolean given = argument.at(end) == ' ' && argument.at(end + 1) == '"';
    boolean names =
        Set.of("system", "exec", "execute", "readfile", "getfile", "file", "command")
            .contains(argument.wordAt(at + 3));
    argument.report(at, end, ToolArgumentDetectors.TEMPLATE, given || names ? 0.75 : 0);
  }

  /** {@code @Html.Raw(}: a method of a page, as Razor calls it. */
  private static boolean isMember(Argument argument, int start) {
    int at = argument.wordEnd(start);
    int points = 0;
    while (argument.at(at) == '.' && points < 8) {
      at = argument.wordEnd(at + 1);
      points++;
    }
    return points > 0 && argument.at(at) == '(';
  }

  /** Two constants and a sign between them: whoever sends it waits for the result. */
  private static boolean isArithmetic(String inside) {
    int digits = 0;
    int operators = 0;
    for (int at = 0; at < inside.length(); at++) {
      char c = inside.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ("*+-/".indexOf(c) >= 0) {
        operators++;
      } else if (" '\".()=".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 2 && operators > 0;
  }

  private static void lookup(Argument argument, int at) {
    if (!isCode(argument) && argument.startsWith("$class.", at)) {
      argument.report(at, at + 7, ToolArgumentDetectors.TEMPLATE, 0.8);
      return;
    }
    int open = argument.at(at + 1) == '{' ? at + 1 : at + 2;
    String window = argument.slice(at, at + MAX_LOOKUP);
    if (NestedLookup.resolve(window).contains("${jndi:")) {
      argument.report(at, at + window.length(), ToolArgumentDetectors.JNDI, 0.98);
    } else if (!isCode(argument) && NestedLookup.isHiding(window)) {
      argument.report(at, at + window.length(), ToolArgumentDetectors.JNDI, 0.8);
    } else {
      expression(argument, at, open + 1, "}");
    }
  }
}
