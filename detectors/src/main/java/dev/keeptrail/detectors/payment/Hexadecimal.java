package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/** Hexadecimal digits of records. */
final class Hexadecimal {
  private static final int BASE = 16;

  private Hexadecimal() {}

  /** The value of a digit; all bits nought for any other character. */
  static int digit(char c) {
    return c < 128 ? Math.max(0, Character.digit(c, BASE)) : 0;
  }

  private static boolean isDigit(char c) {
    return CharacterKinds.isHexDigit(c);
  }

  /** The value of two digits, or -1. */
  static int pair(ScannedText text, int at) {
    return fills(text, at, 2) ? digit(text.at(at)) * BASE + digit(text.at(at + 1)) : -1;
  }

  /** Whether nothing else stands in so many places. */
  static boolean fills(ScannedText text, int from, int size) {
    for (int at = from; at < from + size; at++) {
      if (!isDigit(text.at(at))) {
        return false;
      }
    }
    return true;
  }
}
