package dev.keeptrail.detectors.name;

/**
 * Tells lists of things from addresses: {@code 4 Elovena, 2 Marimekko, 6 Juhla Mokka} has small
 * numbers in front of words with capitals, as addresses have, but one after each comma.
 */
final class Quantities {
  private static final int AROUND = 12;
  private static final int LEAST = 3;
  private static final int MOST_DIGITS = 3;

  private Quantities() {}

  /** Whether a list goes through the range of tokens. */
  static boolean isList(Tokens tokens, int first, int last) {
    int items = 0;
    for (int i = first - AROUND; i <= last + AROUND; i++) {
      boolean begins = tokens.sign(i - 1) == ',' || tokens.kind(i - 1) == Tokens.LINE_BREAK;
      boolean small = tokens.kind(i) == Tokens.NUMBER && tokens.length(i) <= MOST_DIGITS;
      items += begins && small && tokens.followsBlank(i + 1) && isWord(tokens, i + 1) ? 1 : 0;
    }
    return items >= LEAST;
  }

  private static boolean isWord(Tokens tokens, int i) {
    return tokens.kind(i) < Tokens.NUMBER;
  }
}
