package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * The number of a section that a comment of a program begins with, or names behind its standard:
 * {@code // 23.3.5.1 constructors}, {@code // C++14 20.8.2.3}. Only small numbers, as sections
 * have.
 */
final class SectionNumber {
  private static final int MOST = 63;
  private static final int PRIVATE = 10;
  private static final int MAX_NAME = 10;

  private SectionNumber() {}

  static boolean isOne(ScannedText text, int start, int end) {
    return text.at(start - 1) == ' '
        && areSmall(text, start, end)
        && (opensComment(text, start - 2) || isBehindStandard(text, start - 1));
  }

  private static boolean areSmall(ScannedText text, int start, int end) {
    int part = 0;
    int parts = 0;
    for (int at = start; at <= end; at++) {
      char c = at < end ? text.charAt(at) : '.';
      if (c == '.') {
        if (part == 0 || part > MOST || (parts == 0 && part == PRIVATE)) {
          return false;
        }
        parts++;
        part = 0;
      } else {
        part = part * 10 + c - '0';
      }
    }
    return true;
  }

  private static boolean opensComment(ScannedText text, int last) {
    char c = text.at(last);
    return text.at(last - 1) == '/' && (c == '/' || c == '*');
  }

  /** {@code C++14}, with the year of its edition. */
  private static boolean isBehindStandard(ScannedText text, int end) {
    int at = end - 1;
    while (end - at < MAX_NAME && CharacterKinds.isDigit(text.at(at))) {
      at--;
    }
    return at < end - 1 && text.at(at) == '+' && text.at(at - 1) == '+';
  }
}
