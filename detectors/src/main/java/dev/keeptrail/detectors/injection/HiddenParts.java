package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Where a part of a text ends that its reader does not see: a comment at its end sign, an
 * alternative text at its quotation mark, a comment of Markdown at the end of its line. Stateless.
 */
final class HiddenParts {
  /** No rule reaches farther. */
  private static final int REACH = 400;

  static final int NOWHERE = Integer.MAX_VALUE;

  private HiddenParts() {}

  /** Whether what hides begins and ends with signs of its own, and hides nothing before it. */
  static boolean areMarked(ScannedText text, int start, int end) {
    char first = text.charAt(start);
    return first == '<' || first == '[' || text.charAt(end - 1) == '"';
  }

  /** Where the part ends whose first sign stands from start to end. */
  static int end(ScannedText text, int start, int end) {
    if (!areMarked(text, start, end)) {
      return NOWHERE;
    }
    char first = text.charAt(start);
    String close = first == '<' ? "-->" : first == '[' ? "\n" : "\"";
    for (int at = end; at < text.length() && at - end < REACH; at++) {
      if (text.charAt(at) == close.charAt(0) && standsAt(text, at, close)) {
        return at;
      }
    }
    return NOWHERE;
  }

  private static boolean standsAt(ScannedText text, int at, String close) {
    for (int i = 1; i < close.length(); i++) {
      if (text.at(at + i) != close.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
