package dev.keeptrail.detectors.text;

/**
 * Sequences that tell a terminal how to show what follows (ECMA-48: the escape character, a
 * bracket, numbers, a letter). They show nothing themselves. What they hold is bounded so narrowly
 * that no value fits in.
 */
final class TerminalSequence {
  static final char ESCAPE = '\u001b';

  private static final int MAX_LENGTH = 24;
  private static final int MAX_DIGITS = 3;

  private TerminalSequence() {}

  /** End of the sequence that starts here, or the place itself if none does. */
  static int end(char[] chars, int length, int at) {
    int last = last(chars, length, at);
    return last < length && last > at + 1 && CharacterKinds.isAsciiLetter(chars[last])
        ? last + 1
        : at;
  }

  /** Whether what has begun here could become a sequence with more text behind it. */
  static boolean mayGoOn(char[] chars, int length, int at) {
    return last(chars, length, at) >= length;
  }

  /** The place of what is no number of the sequence any more; the place itself if there is none. */
  private static int last(char[] chars, int length, int at) {
    if (chars[at] != ESCAPE || (at + 1 < length && chars[at + 1] != '[')) {
      return at;
    }
    int digits = 0;
    int i = at + 2;
    while (i < length && (CharacterKinds.isDigit(chars[i]) || chars[i] == ';')) {
      digits = chars[i] == ';' ? 0 : digits + 1;
      if (digits > MAX_DIGITS || i - at > MAX_LENGTH) {
        return at;
      }
      i++;
    }
    return i;
  }
}
