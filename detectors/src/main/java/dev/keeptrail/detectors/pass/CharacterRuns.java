package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CharacterTable;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Finds runs of digits, runs of the signs of Base64, single signs between single characters, and
 * signs that begin escapes. Looks at 64 characters at a time as sets of bits, so that what ordinary
 * words are made of costs no decisions. Confined to one text.
 */
final class CharacterRuns {
  static final int DIGIT = 1;
  static final int ENCODED = 2;
  static final int ESCAPE = 4;
  static final int SEPARATOR = 8;

  /** Of one letter that stands alone. */
  private static final int MOST_MARKS = 3;

  private static final byte[] ASCII = asciiKinds();

  private final char[] chars;
  private final int length;
  private final SharedPass.Outcome outcome;
  private final Cues cues;

  /** The kinds of the characters from {@code from} on, the lowest bit first. */
  private int from;

  private long digits;
  private long encoded;
  private long escapes;

  /** The place before the first character counts as one. */
  private long separators = Long.MIN_VALUE;

  /** Where the run that is still going on began, or -1. */
  private int digitStart = -1;

  private int encodedStart = -1;

  CharacterRuns(ScannedText text, SharedPass.Outcome outcome) {
    this.chars = text.unsafeChars();
    this.length = text.length();
    this.outcome = outcome;
    this.cues = outcome.cues();
  }

  private static byte[] asciiKinds() {
    byte[] kinds = new byte[128];
    for (char c = 0; c < 128; c++) {
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
      boolean sign = c == '+' || c == '/' || c == '-' || c == '_';
      boolean escape = "%+&\\=\n\r".indexOf(c) >= 0;
      kinds[c] =
          (byte)
              ((digit ? DIGIT : 0)
                  | (digit || letter || sign ? ENCODED : 0)
                  | (escape ? ESCAPE : 0)
                  | (digit || letter ? 0 : SEPARATOR));
    }
    return kinds;
  }

  /** What a character is, as bits. */
  static int kind(char c) {
    if (c < 128) {
      return ASCII[c];
    }
    return CharacterKinds.isSymbol(c) ? SEPARATOR : 0;
  }

  void read() {
    if (length > 0) {
      cues.first(chars[0]);
    }
    // INVARIANT: the place after the last character is a separator, which ends every run.
    for (from = 0; from <= length; from += Long.SIZE) {
      long separatorsBefore = separators;
      sort(Math.min(length, from + Long.SIZE));
      if (digits != 0 || digitStart >= 0) {
        digitRuns();
      }
      encodedRuns();
      separators(separatorsBefore);
      for (long left = escapes; left != 0; left &= left - 1) {
        int at = from + Long.numberOfTrailingZeros(left);
        cues.sign(chars[at], chars, at, length);
      }
    }
  }

  private void sort(int to) {
    long digit = 0;
    long code = 0;
    long escape = 0;
    long separator = 0;
    int i = from;
    // Eight characters at a time: their kinds side by side in one number, a byte for each.
    for (; i + Byte.SIZE <= to; i += Byte.SIZE) {
      long kinds = 0;
      for (int k = 0; k < Byte.SIZE; k++) {
        kinds |= (long) kind(chars[i + k]) << (k * Byte.SIZE);
      }
      digit |= lowBits(kinds) << i;
      code |= lowBits(kinds >>> 1) << i;
      escape |= lowBits(kinds >>> 2) << i;
      separator |= lowBits(kinds >>> 3) << i;
    }
    for (; i < to; i++) {
      long kind = kind(chars[i]);
      digit |= (kind & DIGIT) << i;
      code |= (kind >>> 1 & 1) << i;
      escape |= (kind >>> 2 & 1) << i;
      separator |= (kind >>> 3) << i;
    }
    digits = digit;
    encoded = code;
    escapes = escape;
    separators = to - from < Long.SIZE ? separator | 1L << to : separator;
  }

  /** The lowest bit of each of eight bytes, side by side: the product moves each to its place. */
  private static long lowBits(long bytes) {
    return ((bytes & 0x0101010101010101L) * 0x0102040810204080L) >>> 56;
  }

  private void digitRuns() {
    long changes = digits ^ (digits << 1 | (digitStart < 0 ? 0 : 1));
    for (; changes != 0; changes &= changes - 1) {
      int at = from + Long.numberOfTrailingZeros(changes);
      if (digitStart < 0) {
        digitStart = at;
      } else {
        outcome.digitRun(chars, digitStart, at, length);
        digitStart = -1;
      }
    }
  }

  private void encodedRuns() {
    long changes = encoded ^ (encoded << 1 | (encodedStart < 0 ? 0 : 1));
    int start = encodedStart;
    for (; changes != 0; changes &= changes - 1) {
      int at = from + Long.numberOfTrailingZeros(changes);
      if (start < 0) {
        start = at;
      } else {
        cues.run(chars, start, at);
        start = -1;
      }
    }
    encodedStart = start;
  }

  private void separators(long before) {
    long last = separators << 1 | before >>> 63;
    long lastButOne = separators << 2 | before >>> 62;
    long singles = separators & ~last & lastButOne;
    long longer = separators & ~last & ~lastButOne;
    if (singles == 0) {
      if (longer != 0) {
        cues.endAlternation();
      }
      return;
    }
    for (long left = singles | longer; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      if ((singles >>> bit & 1) != 0 || isOneWithMarks(from + bit)) {
        cues.alternation(from + bit);
      } else {
        cues.endAlternation();
      }
    }
  }

  /** Whether a separator ends one letter with the vowel signs of its script, behind another one. */
  private boolean isOneWithMarks(int separator) {
    int at = separator - 1;
    while (at > 0 && separator - at <= MOST_MARKS && CharacterTable.isMark(chars[at])) {
      at--;
    }
    boolean marked = at >= 0 && at < separator - 1;
    return marked && kind(chars[at]) != SEPARATOR && (at == 0 || kind(chars[at - 1]) == SEPARATOR);
  }
}
