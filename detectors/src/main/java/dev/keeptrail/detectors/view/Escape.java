package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;

/**
 * One escape read from a text.
 *
 * @param end offset after it
 * @param value the byte or code point it stands for
 * @param isByte whether the value is a byte of UTF-8, to be put together with its neighbours
 */
record Escape(int end, int value, boolean isByte, View view) {
  /** The value of a hexadecimal digit, or -1. */
  static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 32;
    return letter >= 'a' && letter <= 'f' && c < 128 ? letter - 'a' + 10 : -1;
  }

  /** The value of two hexadecimal digits, or -1. */
  static int hexPair(char high, char low) {
    int first = hex(high);
    int second = hex(low);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}
