package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * What follows a quote that may close the literal a value stands in. An attack goes on with a
 * connective, an operator, a further statement or a comment; prose goes on with a word.
 */
final class SqlBreakout {
  private static final String CATEGORY = ToolArgumentDetectors.SQL;
  private static final int MAX_BRACKETS = 12;

  /** Longer texts are no payload but a document, in which quotes and signs meet by chance. */
  private static final int LONG = 300;

  private static final int SHORT = 60;

  private static final Set<String> CLAUSES =
      Set.of(
          "having",
          "union",
          "waitfor",
          "procedure",
          "limit",
          "into",
          "rlike",
          "regexp",
          "between",
          "select",
          "sounds",
          "ilike",
          "xor",
          "div",
          "mod",
          "similar",
          "collate");

  private SqlBreakout() {}

  static void after(Argument argument, int quote, char sign) {
    int at = argument.skipBlanks(quote + 1);
    int brackets = at;
    while (argument.at(at) == ')' && at - brackets < MAX_BRACKETS) {
      at = argument.skipBlanks(at + 1);
    }
    boolean closed = at > brackets;
    char c = argument.at(at);
    if (argument.literals().has(quote)) {
      // A literal of the value's own; what cuts the statement short behind it is an attack still.
      boolean cuts = "-#/;\u2013".indexOf(c) >= 0 && c != '\0';
      argument.report(
          quote,
          Math.min(argument.length(), at + 8),
          CATEGORY,
          cuts && !argument.isProse() ? comment(argument, quote, at, closed) : 0);
      return;
    }
    double score =
        switch (c) {
          case '-', '#', '/', ';', '\u2013' -> comment(argument, quote, at, closed);
          case '=', '<', '>', '!', '+', '*', '|', '&', '^', '%', '~' ->
              operator(argument, at, sign);
          case ',' -> list(argument, at);
          default -> word(argument, at, sign, closed);
        };
    if (c == '-' && score == 0) {
      score = operator(argument, at, sign);
    }
    argument.report(quote, Math.min(argument.length(), at + 8), CATEGORY, score);
  }

  /** The rest of the statement is cut off. */
  private static double comment(Argument argument, int quote, int at, boolean closed) {
    int comment = argument.at(at) == ';' ? argument.skipBlanks(at + 1) : at;
    boolean dashes = argument.startsWith("--", comment) || argument.at(comment) == '\u2013';
    boolean sign = argument.at(comment) == '#' || argument.startsWith("/*", comment);
    if (!dashes && !sign) {
      return 0;
    }
    boolean rule = argument.startsWith("---", comment);
    boolean otherLine = argument.slice(quote, comment).indexOf('\n') >= 0;
    if (rule || (otherLine && argument.length() > LONG)) {
      return 0;
    }
    int length = dashes ? 2 : argument.at(comment) == '#' ? 1 : 2;
    int rest = argument.skipBlanks(comment + length);
    boolean ends =
        rest >= argument.length() || argument.at(rest) == '-' || argument.at(rest) == '+';
    boolean before = quote < 40 && argument.at(quote - 1) != ' ';
    if (ends) {
      return closed || dashes || before ? 0.8 : 0;
    }
    return closed && argument.at(comment + length) <= ' ' ? 0.7 : 0;
  }

  /** The literal is joined to another, or compared: {@code '+'}, {@code ' = 'a}. */
  private static double operator(Argument argument, int at, char sign) {
    int end = SqlTokens.operatorEnd(argument, at);
    if (end < 0) {
      return 0;
    }
    int right = SqlTokens.skip(argument, end);
    while ("=-+!~(<>|&".indexOf(argument.at(right)) >= 0
        && argument.at(right) != '\0'
        && right - end < MAX_BRACKETS) {
      right = SqlTokens.skip(argument, right + 1);
    }
    char c = argument.at(right);
    if (c == sign) {
      return joined(argument, at, right, sign);
    }
    while (argument.at(argument.wordEnd(right)) == '.') {
      right = argument.wordEnd(right) + 1;
    }
    String word = argument.wordAt(right);
    boolean call = !word.isEmpty() && argument.at(right + word.length()) == '(';
    if (call
        && sign == '\''
        && (argument.at(at) == '|'
            || argument.at(at) == '+'
            || argument.at(at) == '='
            || argument.at(at) == '&')) {
      return 0.75;
    }
    boolean number = c >= '0' && c <= '9';
    if (word.equals("select")) {
      return 0.85;
    }
    if (number && SqlTokens.isComment(argument, argument.skipBlanks(argument.wordEnd(right)))) {
      return 0.8;
    }
    return number
            && argument.at(at) != '-'
            && argument.at(at) != '/'
            && sign == '\''
            && argument.length() < SHORT
        ? 0.55
        : 0;
  }

  /** Another literal follows the operator; searches join phrases in double quotes that way. */
  private static double joined(Argument argument, int operator, int right, char sign) {
    boolean drawn = argument.at(right + 1) == sign && argument.at(right + 2) == sign;
    char c = argument.at(operator);
    boolean doubled = c == '=' || ((c == '|' || c == '&') && argument.at(operator + 1) == c);
    if (drawn || (sign == '"' && !doubled)) {
      return 0;
    }
    if (argument.length() < SHORT) {
      return 0.75;
    }
    boolean spaced = argument.at(operator - 1) <= ' ';
    return spaced && sign == '\'' && argument.length() < LONG && !argument.isProse() ? 0.6 : 0;
  }

  /** Further values in a list, closed and cut off: {@code ', null, null)--}. */
  private static double list(Argument argument, int at) {
    String window = argument.slice(at, at + 200);
    int close = window.indexOf(')');
    boolean cut =
        close > 0
            && (window.startsWith("--", close + 1)
                || window.startsWith("#", close + 1)
                || window.startsWith(" --", close + 1));
    return cut ? 0.8 : 0;
  }

  private static double word(Argument argument, int at, char sign, boolean closed) {
    String word = argument.wordAt(at);
    int end = at + word.length();
    int next = SqlTokens.skip(argument, end);
    char c = argument.at(next);
    if ((next == end && (c == sign || c == '\0'))
        || (sign == '"' && c == sign && argument.length() > SHORT)) {
      // A word in quotes.
      return 0;
    }
    if (word.equals("or") || word.equals("and")) {
      boolean denied = argument.wordAt(next).equals("not");
      int left = denied ? SqlTokens.skip(argument, next + 3) : next;
      return connective(argument, left, sign, closed);
    }
    if (word.equals("in") && argument.startsWith("boolean mode", next)) {
      // The search for words that the literal was the text of.
      return 0.8;
    }
    if (word.equals("is") || word.equals("like") || word.equals("in") || word.equals("not")) {
      boolean operand =
          c == '('
              || c == sign
              || c == '%'
              || argument.startsWith("null", next)
              || argument.startsWith("not null", next)
              || argument.startsWith("like", next);
      return operand ? 0.7 : 0;
    }
    if (word.equals("order") || word.equals("group")) {
      return argument.startsWith("by ", next) ? 0.75 : 0;
    }
    if (!CLAUSES.contains(word)) {
      return 0;
    }
    boolean operand =
        c == '\0' || c == '(' || c == sign || (c >= '0' && c <= '9') || c == '@' || c == '*';
    return operand || SqlTokens.isComment(argument, next) ? 0.8 : closed ? 0.7 : 0;
  }

  private static double connective(Argument argument, int left, char sign, boolean closed) {
    int end = SqlTokens.constantEnd(argument, left);
    if (end < 0) {
      end = argument.wordEnd(left);
      if (end == left && argument.at(left) != '@' && argument.at(left) != '[') {
        return argument.at(left) == '(' || argument.at(left) == '-' ? 0.6 : 0;
      }
      while (argument.at(end) == '.' || argument.at(end) == '@') {
        end = argument.wordEnd(end + 1);
      }
      if (argument.at(end) == '(') {
        return 0.85;
      }
    }
    int operator = SqlTokens.skip(argument, end);
    boolean compares =
        SqlTokens.operatorEnd(argument, operator) > 0 && !SqlTokens.isComment(argument, operator);
    boolean symbol = compares && "=<>!|&^".indexOf(argument.at(operator)) >= 0;
    if (symbol) {
      return 0.92;
    }
    char first = argument.at(left);
    boolean quoted = first == sign;
    if (compares) {
      int right = SqlTokens.skip(argument, SqlTokens.operatorEnd(argument, operator));
      boolean operand =
          (argument.at(right) != '\0' && "'\"(%".indexOf(argument.at(right)) >= 0)
              || argument.startsWith("null", right)
              || argument.startsWith("not null", right);
      return operand ? 0.85 : 0;
    }
    boolean constant =
        (first >= '0' && first <= '9')
            || argument.startsWith("true", left)
            || argument.startsWith("false", left)
            || argument.startsWith("not ", left);
    boolean ends =
        operator >= argument.length()
            || SqlTokens.isComment(argument, operator)
            || argument.at(operator) == ';';
    if (constant && ends) {
      return 0.85;
    }
    // Search syntax joins phrases in double quotes the same way.
    return quoted && sign == '\'' && argument.length() < SHORT
        ? 0.6
        : ends && SqlTokens.isComment(argument, operator) ? 0.75 : closed && constant ? 0.7 : 0;
  }
}
