package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Tells lists of settings from prose: lines that hold nothing but names with one word or number
 * each, one number at least among them. The words of such lists ({@code max_tokens: 4096}) are
 * those of talk about models, but nobody is told to do anything.
 */
final class BareSettings {
  private static final String SIGNS = ":=";
  private static final int MOST = 2_000;

  private BareSettings() {}

  /** Whether a range holds nothing else; what a rule found in it does not matter here. */
  static boolean fill(ScannedText text, int start, int end) {
    if (end - start > MOST) {
      return false;
    }
    boolean number = false;
    int at = start;
    while (at < end) {
      int line = at;
      while (line < end && text.charAt(line) != '\n') {
        line++;
      }
      int pairs = pairs(text, at, line);
      if (pairs < 0) {
        return false;
      }
      number |= pairs > 0 && Character.isDigit(text.charAt(line - 1));
      at = line + 1;
    }
    return number;
  }

  /** How many settings a line holds; -1 where there is anything else in it. */
  private static int pairs(ScannedText text, int start, int end) {
    int at = blanks(text, start, end);
    at = at < end && text.charAt(at) == '-' ? blanks(text, at + 1, end) : at;
    int pairs = 0;
    while (at < end) {
      int name = wordEnd(text, at, end);
      int sign = blanks(text, name, end);
      if (name == at || sign == end || SIGNS.indexOf(text.charAt(sign)) < 0) {
        return -1;
      }
      int value = blanks(text, sign + 1, end);
      int valueEnd = wordEnd(text, value, end);
      at = blanks(text, valueEnd, end);
      boolean parted = at == end || at > valueEnd;
      if (!parted || (value == valueEnd && at < end)) {
        return -1;
      }
      pairs++;
    }
    return pairs;
  }

  private static int blanks(ScannedText text, int from, int end) {
    int at = from;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int wordEnd(ScannedText text, int from, int end) {
    int at = from;
    while (at < end && isPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isPart(char c) {
    return (c < 128 && Character.isLetterOrDigit(c))
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '/';
  }
}
