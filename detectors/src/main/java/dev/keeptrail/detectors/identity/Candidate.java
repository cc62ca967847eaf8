package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.text.CharacterKinds;
import org.jspecify.annotations.Nullable;

/**
 * Letters and digits that may be one number, with the signs between them. Filled anew for each
 * place a detector looks at; confined to one call.
 */
final class Candidate {
  private static final int MAX = Shape.MAX_LENGTH;
  private static final int MOST_SIGNS = 2;
  private static final int DAY = 8;
  private static final String SIGNS = " -./+(";

  private final byte[] values = new byte[MAX];
  private final char[] signs = new char[MAX];
  private int length;
  private int letterBits;
  private int lowerBits;
  private int digits;
  private long signBits;

  /** A value given by itself, or null if it is too long or holds other signs. */
  static @Nullable Candidate of(String value) {
    var candidate = new Candidate();
    char sign = '\0';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
      char plain = digit >= 0 ? (char) ('0' + digit) : c;
      if (CharacterKinds.isAsciiAlphanumeric(plain)) {
        if (!candidate.add(plain, sign)) {
          return null;
        }
        sign = '\0';
      } else if (isSign(c)) {
        sign = candidate.length == 0 ? '\0' : c;
      } else if (!isClosing(c, i == value.length() - 1)) {
        return null;
      }
    }
    return candidate;
  }

  private static boolean isClosing(char c, boolean last) {
    return last && (c == ')' || c == ']');
  }

  static boolean isSign(char c) {
    return switch (c) {
      case ' ', '-', '.', '/', '+', '(', '[' -> true;
      default -> false;
    };
  }

  void clear() {
    length = 0;
    letterBits = 0;
    lowerBits = 0;
    digits = 0;
    signBits = 0;
  }

  /** Takes an ASCII letter or digit and the sign before it, NUL for none; false when full. */
  boolean add(char c, char sign) {
    if (length == MAX) {
      return false;
    }
    int bit = 1 << length;
    if (CharacterKinds.isDigit(c)) {
      digits++;
      values[length] = (byte) (c - '0');
    } else {
      letterBits |= bit;
      lowerBits |= c >= 'a' ? bit : 0;
      values[length] = (byte) ((c | 32) - 'a' + 10);
    }
    char plain = sign == '[' ? '(' : sign;
    signs[length] = plain;
    signBits |= plain == '\0' ? 0 : bit;
    length++;
    return true;
  }

  int length() {
    return length;
  }

  int digits() {
    return digits;
  }

  /** The base-36 value at a position. */
  int value(int index) {
    return values[index];
  }

  /** A bit for each position that holds a letter. */
  int letterBits() {
    return letterBits;
  }

  boolean hasLowerCase() {
    return lowerBits != 0;
  }

  long signBits() {
    return signBits;
  }

  /** The sign before a position, or NUL. */
  char sign(int index) {
    return signs[index];
  }

  /** Whether the signs are those of no number in groups that a scheme did not foresee. */
  boolean isOther() {
    return isMuddled() || isDay() || isAddress();
  }

  /** Whether it is written as an address of the Internet: four numbers below 256 with dots. */
  private boolean isAddress() {
    if (Long.bitCount(signBits) != MOST_SIGNS + 1 || letterBits != 0) {
      return false;
    }
    int part = 0;
    for (int i = 0; i < length; i++) {
      if (signs[i] != '\0' && signs[i] != '.') {
        return false;
      }
      part = (signs[i] == '\0' ? part * 10 : 0) + values[i];
      if (part > 255) {
        return false;
      }
    }
    return true;
  }

  /** Whether more kinds of signs part it than any one way of writing has. */
  private boolean isMuddled() {
    if (Long.bitCount(signBits) < MOST_SIGNS + 1) {
      return false;
    }
    int kinds = 0;
    for (int i = 0; i < length; i++) {
      kinds |= signs[i] == '\0' ? 0 : 1 << SIGNS.indexOf(signs[i]);
    }
    return Integer.bitCount(kinds) > MOST_SIGNS;
  }

  /** Whether it is written as a day of our time, year first: {@code 2031-07-12}. */
  private boolean isDay() {
    if (length != DAY || letterBits != 0 || signs[4] != '-' || signs[6] != '-') {
      return false;
    }
    int century = values[0] * 10 + values[1];
    int month = values[4] * 10 + values[5];
    int day = values[6] * 10 + values[7];
    return Long.bitCount(signBits) == 2
        && (century == 19 || century == 20)
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31;
  }

  /**
   * Whether it is a day of our time in one piece, and which of several on that day, as versions of
   * packages have it: {@code 20310712-3}.
   */
  boolean isDayWithCount() {
    if (length != DAY + 1 || letterBits != 0 || signs[DAY] != '-') {
      return false;
    }
    int century = values[0] * 10 + values[1];
    int month = values[4] * 10 + values[5];
    int day = values[6] * 10 + values[7];
    boolean ours = century == 19 || century == 20;
    return Long.bitCount(signBits) == 1
        && ours
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31;
  }

  /** Whether the same digit stands everywhere. */
  boolean isOneDigit() {
    for (int i = 1; i < length; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return letterBits == 0;
  }

  /** Letters and digits from a position on, letters in upper case. */
  String compact(int from) {
    char[] compact = new char[length - from];
    for (int i = from; i < length; i++) {
      compact[i - from] = Character.toUpperCase(Character.forDigit(values[i], 36));
    }
    return new String(compact);
  }
}
