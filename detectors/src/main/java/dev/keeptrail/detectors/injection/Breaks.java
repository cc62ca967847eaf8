package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Tells words of one thought from words of two: between them lies a blank line, a heading, a row of
 * a table or the border of a block of code. Stateless.
 */
final class Breaks {
  private Breaks() {}

  /** Whether such a border lies in the range. */
  static boolean lieIn(ScannedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '\n' && isBorder(text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBorder(ScannedText text, int line) {
    int next = line + 1;
    while (text.at(next) == ' ' || text.at(next) == '\t' || text.at(next) == '\r') {
      next++;
    }
    return switch (text.at(next)) {
      case '\n', '#', '|', '`' -> true;
      default -> false;
    };
  }
}
