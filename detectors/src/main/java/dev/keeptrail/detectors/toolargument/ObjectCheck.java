package dev.keeptrail.detectors.toolargument;

import com.google.re2j.Pattern;
import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.Set;

/**
 * Values that other readers than the tool would take apart: operators of document databases,
 * filters of directories, entities of XML, lines of HTTP, serialised objects.
 */
final class ObjectCheck implements Check {
  private static final Set<String> OPERATORS =
      Set.of(
          "gt",
          "gte",
          "lt",
          "lte",
          "ne",
          "nin",
          "in",
          "regex",
          "where",
          "exists",
          "or",
          "and",
          "nor",
          "expr",
          "function",
          "accumulator",
          "eq",
          "not",
          "elemmatch");

  private static final int FILTER = 300;

  /** How far into a value of one line an element is closed that the value did not open. */
  private static final int NEAR = 200;

  /** Headers that no text of several lines has as its second. */
  private static final Set<String> TELLING =
      Set.of("bcc", "set-cookie", "content-length", "transfer-encoding");

  private static final Set<String> HEADERS =
      Set.of("set-cookie", "content-length", "transfer-encoding");

  /** Words of other texts as well, at the start of a line. */
  private static final Set<String> COMMON_HEADERS =
      Set.of("location", "content-type", "host", "cookie", "connection");

  /** Headers of mail, which name further people. */
  private static final Set<String> MAIL = Set.of("bcc", "cc");

  /** Commands of the protocols of stores and mail servers, that a line break begins. */
  private static final List<String> COMMANDS =
      List.of(
          "config set ",
          "slaveof ",
          "replicaof ",
          "flushall",
          "module load ",
          "rcpt to:",
          "mail from:");

  /** A type of document that is fetched from where only an attack keeps it. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "<!doctype [a-z0-9]+ (public \"[^\"]{0,80}\" |system )\"(https?|ftp|file)://");

  private static final Set<String> METHODS =
      Set.of("get", "post", "head", "put", "delete", "options", "http");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    switch (word) {
      case "ro0ab", "cs7qaf", "kztaau" ->
          argument.report(
              start,
              end,
              ToolArgumentDetectors.DESERIALIZATION,
              isName(argument, start) ? 0 : 0.85);
      case "java", "javax" -> java(argument, start, end);
      case "processbuilder",
          "invokertransformer",
          "getruntime",
          "templatesimpl",
          "methodhandle",
          "instantiatetransformer",
          "clonetransformer",
          "forclosure",
          "whileclosure",
          "prototypeclonefactory",
          "instantiatefactory",
          "prototypeserializationfactory" ->
          argument.report(
              start,
              end,
              ToolArgumentDetectors.DESERIALIZATION,
              isProgram(argument) || isName(argument, start) ? 0 : 0.8);
      case "aaeaaad" ->
          argument.report(
              start,
              end,
              ToolArgumentDetectors.DESERIALIZATION,
              argument.startsWith("/////", end) ? 0.9 : 0);
      case "python" ->
          argument.report(
              start,
              end,
              ToolArgumentDetectors.DESERIALIZATION,
              argument.startsWith("!!", start - 2) && argument.startsWith("/object", end)
                  ? 0.95
                  : isTag(argument, start, end) ? 0.9 : 0);
      default -> word(argument, start, end, word.length());
    }
  }

  private static void word(Argument argument, int start, int end, int length) {
    // ro0ab begins the Base64 of a Java stream; it goes on without a border.
    if (length > 5
        && start == 0
        && (argument.startsWith("ro0ab", start) || argument.startsWith("aced0005", start))) {
      argument.report(start, end, ToolArgumentDetectors.DESERIALIZATION, 0.9);
    }
    if (start == 0
        && (argument.startsWith("bahv", 0)
            || argument.startsWith("y29z", 0)
            || argument.startsWith("y3bvc2l4", 0))) {
      // Base64 of an object of Ruby, and of the pickles that begin with a module.
      argument.report(start, end, ToolArgumentDetectors.DESERIALIZATION, 0.8);
    }
    // PHP: O:8:"stdClass":1:{
    if (length == 1
        && argument.at(start) == 'o'
        && argument.at(end) == ':'
        && argument.within(end, 8, ":\"")
        && argument.within(end, 80, ":{")) {
      argument.report(start, end + 1, ToolArgumentDetectors.DESERIALIZATION, 0.85);
    }
  }

  private static boolean isTag(Argument argument, int start, int end) {
    boolean tag = argument.startsWith("!!", start - 2) || argument.startsWith("2002:", start - 5);
    return tag
        && (argument.startsWith("/name", end)
            || argument.startsWith("/module", end)
            || argument.startsWith("/object", end));
  }

  private static void java(Argument argument, int start, int end) {
    String rest = argument.slice(end, end + 40);
    boolean runs =
        rest.startsWith(".lang.runtime")
            || rest.startsWith(".lang.processbuilder")
            || rest.startsWith(".runtime")
            || rest.startsWith(".processbuilder")
            || rest.startsWith(".naming")
            || rest.startsWith(".script")
            || rest.contains("processbuilder")
            || rest.contains("runtime")
            || rest.startsWith(".lang.class");
    argument.report(
        start,
        argument.wordEnd(end + 1),
        ToolArgumentDetectors.DESERIALIZATION,
        runs && !isProgram(argument) && !isName(argument, start) ? 0.75 : 0);
  }

  /** Whether this is the name of an element or an attribute: a word of the document, no value. */
  private static boolean isName(Argument argument, int start) {
    int before = start;
    while (start - before < 60
        && (argument.at(before - 1) == '.' || argument.at(before - 1) >= 'a')) {
      before--;
    }
    int after = start;
    while (after - start < 80
        && (argument.at(after) == '.'
            || argument.at(after) == '_'
            || argument.at(after) >= 'a'
            || (argument.at(after) >= '0' && argument.at(after) <= '9'))) {
      after++;
    }
    char c = argument.at(before - 1);
    return c == '<'
        || (c == '/' && argument.at(before - 2) == '<')
        || argument.startsWith("=\"", after);
  }

  private static boolean isProgram(Argument argument) {
    return switch (argument.kind()) {
      case SQL, SHELL, CODE, MARKUP -> true;
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN -> false;
    };
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    switch (sign) {
      case '$' -> operator(argument, at);
      case ')', '*' -> filter(argument, at, sign);
      case '<' -> entity(argument, at);
      case '\n' -> line(argument, at);
      default -> {
        // Nothing that any of these readers minds.
      }
    }
  }

  private static void operator(Argument argument, int at) {
    String word = argument.wordAt(at + 1);
    char before = argument.at(at - 1);
    char after = argument.at(at + 1 + word.length());
    boolean key =
        (before == '"' || before == '\'' || before == '[')
            && (after == '"' || after == '\'' || after == ']');
    boolean program =
        argument.kind() == ParameterKind.CODE || argument.kind() == ParameterKind.SHELL;
    if (key && !program && OPERATORS.contains(word)) {
      boolean harm =
          argument.kind() == ParameterKind.IDENTIFIER
              || before == '['
              || DocumentFilter.isTrivial(argument, at, word);
      double score = harm ? 0.8 : 0;
      argument.report(
          at,
          at + 1 + word.length(),
          ToolArgumentDetectors.NOSQL,
          argument.isProse() ? Math.min(score, 0.6) : score);
    } else if (word.equals("where") && argument.isEmbedded() && after == ':') {
      argument.report(at, at + 6, ToolArgumentDetectors.NOSQL, 0.75);
    }
  }

  /** A filter that is closed and followed by one of the caller's: {@code *)(uid=*}. */
  private static void filter(Argument argument, int at, char sign) {
    if (isProgram(argument)) {
      return;
    }
    int open = argument.skipBlanks(at + 1);
    if (sign == ')' && argument.at(open) == '(' && closesFilter(argument, at)) {
      argument.report(at, open + 1, ToolArgumentDetectors.LDAP, 0.75);
      return;
    }
    if ((sign == '*' && argument.startsWith(")!(", at + 1))
        || (sign == ')' && argument.startsWith("!(", at + 1))) {
      argument.report(at, at + 3, ToolArgumentDetectors.LDAP, 0.8);
      return;
    }
    if (sign != ')' || argument.at(open) != '(') {
      return;
    }
    int inside = argument.skipBlanks(open + 1);
    inside = argument.at(inside) == '(' ? argument.skipBlanks(inside + 1) : inside;
    char c = argument.at(inside);
    if (c == '&' || c == '|' || c == '!') {
      boolean balanced =
          argument.slice(0, Math.min(at, 200)).indexOf('(') >= 0 && argument.at(0) == '(';
      argument.report(at, inside + 1, ToolArgumentDetectors.LDAP, balanced ? 0 : 0.8);
      return;
    }
    int end = argument.wordEnd(inside);
    char operator = argument.at(end);
    boolean compares =
        operator == '='
            || ((operator == '>' || operator == '<' || operator == '~')
                && argument.at(end + 1) == '=');
    boolean balanced = argument.slice(0, Math.min(at, 200)).indexOf('(') >= 0;
    argument.report(
        at, end + 1, ToolArgumentDetectors.LDAP, end > inside && compares && !balanced ? 0.8 : 0);
  }

  /** {@code (uid=kim)(uid=*}: the filter was whole, and another begins. */
  private static boolean closesFilter(Argument argument, int close) {
    char first = argument.at(1);
    boolean filter = first == '&' || first == '|' || argument.at(argument.wordEnd(1)) == '=';
    if (argument.at(0) != '(' || !filter || close > FILTER) {
      return false;
    }
    int depth = 0;
    for (int at = 0; at <= close; at++) {
      depth += argument.at(at) == '(' ? 1 : argument.at(at) == ')' ? -1 : 0;
      if (depth == 0 && at < close) {
        return false;
      }
    }
    return depth == 0 && argument.slice(close, close + 60).indexOf('=') > 0;
  }

  private static void entity(Argument argument, int at) {
    boolean entity = argument.startsWith("<!entity", at);
    boolean type = argument.startsWith("<!doctype", at);
    if (entity
        || (type && argument.within(at, 200, "<!entity"))
        || (type && argument.within(at, 120, "["))) {
      boolean outside =
          argument.within(at, 240, "system")
              || argument.within(at, 240, "public \"")
              || argument.within(at, 120, "% ");
      argument.report(at, at + 8, ToolArgumentDetectors.XXE, outside ? 0.95 : entity ? 0.75 : 0.6);
    } else if (type && isForeign(argument.slice(at, at + 200))) {
      argument.report(at, at + 9, ToolArgumentDetectors.XXE, 0.8);
    } else if (argument.startsWith("<?xml-stylesheet", at)
        && argument.within(at, 160, "href=\"http")) {
      argument.report(at, at + 16, ToolArgumentDetectors.XXE, 0.75);
    } else if (argument.startsWith("<xsl:", at)
        && (argument.within(at, 300, "document('") || argument.within(at, 300, "document(\""))) {
      argument.report(at, at + 5, ToolArgumentDetectors.XXE, 0.85);
    } else if ((argument.startsWith("<xsl:include", at) || argument.startsWith("<xsl:import", at))
        && argument.within(at, 100, "href=\"http")) {
      argument.report(at, at + 12, ToolArgumentDetectors.XXE, 0.8);
    } else if (argument.startsWith("<?xml ", at) && argument.within(at, 80, "\"utf-7\"")) {
      // Filters that look for signs see none.
      argument.report(at, at + 5, ToolArgumentDetectors.XXE, 0.8);
    } else if (argument.startsWith("</", at) && closesElement(argument, at)) {
      argument.report(at, at + 3, ToolArgumentDetectors.XXE, 0.75);
    } else if (argument.startsWith("<xi:include", at)) {
      argument.report(at, at + 11, ToolArgumentDetectors.XXE, 0.9);
    } else if (argument.startsWith("<xsl:", at) && argument.within(at, 300, "php:function")) {
      argument.report(at, at + 5, ToolArgumentDetectors.XXE, 0.85);
    }
  }

  /** {@code kim</name><role>admin</role><name>x}: ends an element, and begins it anew. */
  private static boolean closesElement(Argument argument, int at) {
    String name = argument.wordAt(at + 2);
    boolean first = at < NEAR && argument.slice(0, at).indexOf('<') < 0;
    boolean place = argument.takesName() || argument.kind() == ParameterKind.UNKNOWN;
    int again = argument.slice(at + 2, at + 400).lastIndexOf("<" + name + ">");
    return place && first && at > 0 && !name.isEmpty() && again > 0;
  }

  /** A line of HTTP where a value belongs. */
  private static void line(Argument argument, int at) {
    if (!argument.isEmbedded()) {
      return;
    }
    int start = argument.skipBlanks(at);
    if (argument.isProse() && !argument.wasEscaped()) {
      int colon = start;
      while (colon - start < 24
          && (argument.at(colon) == '-' || Character.isLetter(argument.at(colon)))) {
        colon++;
      }
      boolean telling = TELLING.contains(argument.slice(start, colon)) && argument.at(colon) == ':';
      boolean alone = telling && LineBreak.isSecond(argument, at) && argument.at(colon + 2) > ' ';
      argument.report(at, colon, ToolArgumentDetectors.CRLF, alone ? 0.6 : 0);
      return;
    }
    int end = start;
    while (end - start < 32
        && (argument.at(end) == '-' || (argument.at(end) >= 'a' && argument.at(end) <= 'z'))) {
      end++;
    }
    String name = argument.slice(start, end);
    boolean common =
        COMMON_HEADERS.contains(name)
            && (argument.wasEscaped() || argument.within(end, 12, ": http"));
    boolean header = (HEADERS.contains(name) || common) && argument.at(end) == ':';
    boolean request =
        METHODS.contains(name)
            && (argument.within(end, 120, " http/")
                || (name.equals("http") && argument.at(end) == '/'));
    boolean mail =
        MAIL.contains(name)
            && argument.at(end) == ':'
            && (argument.wasEscaped() || argument.kind() == ParameterKind.IDENTIFIER);
    boolean command = COMMANDS.stream().anyMatch(line -> argument.startsWith(line, start));
    // A header after the end of a request's line: the request was finished for the tool.
    boolean finished = argument.slice(Math.max(0, at - 12), at).contains(" http/1.");
    if (isMessage(argument)) {
      return;
    }
    if (mail || command || (finished && argument.at(end) == ':')) {
      argument.report(at, end, ToolArgumentDetectors.CRLF, 0.85);
      return;
    }
    if (LineBreak.forges(argument, at, start, end)) {
      argument.report(at, end, ToolArgumentDetectors.CRLF, 0.8);
      return;
    }
    boolean blank = argument.at(argument.at(at + 1) == '\r' ? at + 2 : at + 1) == '\n';
    boolean page =
        argument.wasEscaped()
            && argument.at(start) == '<'
            && (blank || argument.startsWith("<html", start));
    argument.report(at, end, ToolArgumentDetectors.CRLF, header || request || page ? 0.85 : 0);
  }

  /** Whether the value is a whole message of HTTP, which no value of a message could be. */
  private static boolean isMessage(Argument argument) {
    int end = argument.wordEnd(0);
    boolean request = METHODS.contains(argument.wordAt(0)) && argument.at(end) == ' ';
    return request && argument.within(end, 400, " http/");
  }

  /** A definition of a type that is fetched from elsewhere than where those of pages lie. */
  private static boolean isForeign(String declaration) {
    var matcher = PUBLIC.matcher(declaration);
    return matcher.lookingAt() && !declaration.startsWith("www.w3.org", matcher.end());
  }
}
