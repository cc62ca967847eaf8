package dev.keeptrail.detectors.toolargument;

/**
 * Conditions behind a number, where a number or a key belongs: {@code 5 or name is not null}. There
 * is no literal to close, so that a connective and a comparison are all it takes. Stateless.
 */
final class NumberPlace {
  private static final int MAX_NUMBER = 40;

  private NumberPlace() {}

  /** How sure a connective is an attack that stands at the start and ends at the end. */
  static double score(Argument argument, int start, int end) {
    if (argument.isProse() || !argument.isEmbedded() || !isBehindNumber(argument, start)) {
      return 0;
    }
    int left = SqlTokens.skip(argument, end);
    boolean denied = argument.wordAt(left).equals("not");
    left = denied ? SqlTokens.skip(argument, left + 3) : left;
    while (argument.at(left) == '(') {
      left = SqlTokens.skip(argument, left + 1);
    }
    String word = argument.wordAt(left);
    int after = SqlTokens.skip(argument, argument.wordEnd(left));
    if (word.equals("true") || word.equals("false")) {
      return after >= argument.length() || SqlTokens.isComment(argument, after) ? 0.8 : 0;
    }
    if (word.equals("exists") || word.equals("select") || word.equals("case")) {
      return 0.85;
    }
    while (argument.at(after) == '.') {
      after = SqlTokens.skip(argument, argument.wordEnd(after + 1));
    }
    return compares(argument, after) && (denied || !word.isEmpty()) ? 0.8 : 0;
  }

  private static boolean compares(Argument argument, int at) {
    char c = argument.at(at);
    boolean sign = c == '=' || c == '<' || c == '>' || (c == '!' && argument.at(at + 1) == '=');
    if (sign) {
      int end = Math.max(at + 1, SqlTokens.operatorEnd(argument, at));
      char operand = argument.at(SqlTokens.skip(argument, end));
      return Character.isLetterOrDigit(operand)
          || (operand != '\0' && "'\"(@-".indexOf(operand) >= 0);
    }
    String word = argument.wordAt(at);
    int next = SqlTokens.skip(argument, at + word.length());
    boolean is =
        word.equals("is")
            && (argument.startsWith("null", next) || argument.startsWith("not null", next));
    boolean like =
        (word.equals("like") || word.equals("in") || word.equals("rlike") || word.equals("regexp"))
            && "'\"(".indexOf(argument.at(next)) >= 0;
    return is || like;
  }

  /** Whether nothing but a number, with brackets or a sign, stands before. */
  private static boolean isBehindNumber(Argument argument, int start) {
    boolean digits = false;
    for (int at = 0; at < start; at++) {
      char c = argument.at(at);
      boolean number = (c >= '0' && c <= '9') || c == '.';
      if (at > MAX_NUMBER || !(number || c <= ' ' || ")-+".indexOf(c) >= 0)) {
        return false;
      }
      digits |= number;
    }
    return digits;
  }
}
