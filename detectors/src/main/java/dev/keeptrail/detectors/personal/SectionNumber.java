package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * The number of a section that a comment of a program begins with, or names behind its standard:
 * {@code // 23.3.5.1 constructors}, {@code // C++14 20.8.2.3}; and one behind its sign, or in front
 * of a title on a line of its own: {@code § 7.2.1.4}, {@code 7.2.1.4. General terms}. Only small
 * numbers, as sections have.
 */
final class SectionNumber {
  private static final int MOST = 63;
  private static final int PRIVATE = 10;
  private static final int MAX_NAME = 10;
  private static final int MAX_BLANKS = 4;
  private static final int MAX_TITLE = 80;
  private static final String TITLE_SIGNS = " -',/&().";

  private SectionNumber() {}

  static boolean isOne(ScannedText text, int start, int end) {
    return areSmall(text, start, end)
        && ((text.at(start - 1) == ' '
                && (opensComment(text, start - 2) || isBehindStandard(text, start - 1)))
            || isBehindSign(text, start - 1)
            || isAlone(text, start, end)
            || isTitled(text, start, end));
  }

  private static boolean isBehindSign(ScannedText text, int last) {
    int at = text.at(last) == ' ' ? last - 1 : last;
    return text.at(at) == '\u00a7';
  }

  /** A line of it and a dot, which no host has. */
  private static boolean isAlone(ScannedText text, int start, int end) {
    return opensLine(text, start)
        && text.at(end) == '.'
        && (text.at(end + 1) == '\n' || text.at(end + 1) == '\r' || text.at(end + 1) == '\0')
        && !isOneOver(text, start, end);
  }

  private static boolean opensLine(ScannedText text, int start) {
    char before = text.at(start - 1);
    return before == '\n' || before == '\0';
  }

  /**
   * A line of it, a dot perhaps, and two words or more, the first of which begins with a capital.
   */
  private static boolean isTitled(ScannedText text, int start, int end) {
    if (!opensLine(text, start) || isOneOver(text, start, end)) {
      return false;
    }
    int word = text.at(end) == '.' ? end + 1 : end;
    int blanks = word;
    while (word - blanks < MAX_BLANKS && (text.at(word) == ' ' || text.at(word) == '\t')) {
      word++;
    }
    boolean title =
        Character.isUpperCase(text.at(word)) && Character.isLowerCase(text.at(word + 1));
    int line = word;
    while (line - word < MAX_TITLE && text.at(line) != '\n' && text.at(line) != '\0') {
      char c = text.at(line);
      if (!Character.isLetter(c) && TITLE_SIGNS.indexOf(c) < 0) {
        return false;
      }
      line++;
    }
    return word > blanks && title && line - word < MAX_TITLE;
  }

  /** Name servers have such addresses: {@code 8.8.8.8}. */
  private static boolean isOneOver(ScannedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (c != '.' && c != text.charAt(start)) {
        return false;
      }
    }
    return true;
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
