package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * Tells notices of copyright from addresses: {@code Copyright (c) 1998-2003 Ada Brandt} has four
 * digits in front of words with capitals, as places with their postcode have.
 */
final class CopyrightYears {
  private static final int DIGITS = 4;
  private static final int EARLIEST = 1900;
  private static final int LATEST = 2099;
  private static final int REACH = 24;
  private static final int LONGEST_LINE = 120;
  private static final WordTable WORD = WordTable.of(List.of("copyright"));

  private CopyrightYears() {}

  /** Whether the range of tokens begins with the year of such a notice. */
  static boolean begin(Tokens tokens, int first) {
    ScannedText text = tokens.text();
    int start = tokens.start(first);
    int end = tokens.end(first);
    return tokens.kind(first) == Tokens.NUMBER
        && isYear(text, start, end)
        && (isBehindYear(text, start) || isBehindSign(text, start) || isInList(text, start));
  }

  private static boolean isYear(ScannedText text, int start, int end) {
    if (end - start != DIGITS) {
      return false;
    }
    int year = 0;
    for (int at = start; at < end; at++) {
      if (!CharacterKinds.isDigit(text.at(at))) {
        return false;
      }
      year = 10 * year + text.at(at) - '0';
    }
    return year >= EARLIEST && year <= LATEST;
  }

  /** {@code 1998-2003}, {@code 1998, 2003}. */
  private static boolean isBehindYear(ScannedText text, int start) {
    int at = blanks(text, start);
    char sign = text.at(at - 1);
    if (sign != '-' && sign != '–' && sign != ',') {
      return false;
    }
    int end = blanks(text, at - 1);
    return isYear(text, end - DIGITS, end) && !CharacterKinds.isDigit(text.at(end - DIGITS - 1));
  }

  private static int blanks(ScannedText text, int end) {
    int at = end;
    while (end - at < REACH && Character.isWhitespace(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isBehindSign(ScannedText text, int start) {
    return holdsSign(text, Math.max(0, start - REACH), start);
  }

  private static boolean holdsSign(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      boolean bracket = c == '(' && (text.at(at + 1) | 0x20) == 'c' && text.at(at + 2) == ')';
      if (c == '©' || bracket || ((c | 0x20) == 'c' && WORD.match(text, at, to) > 0)) {
        return true;
      }
    }
    return false;
  }

  /** A line of its own below one that begins with a year, too, or below that of the sign. */
  private static boolean isInList(ScannedText text, int start) {
    int line = lineStart(text, start);
    if (line == 0 || !isMargin(text, line, start)) {
      return false;
    }
    int before = lineStart(text, line - 1);
    int year = before;
    while (year < line && !CharacterKinds.isDigit(text.at(year))) {
      year++;
    }
    boolean same = isYear(text, year, year + DIGITS) && isMargin(text, before, year);
    return same || holdsSign(text, before, line);
  }

  private static int lineStart(ScannedText text, int position) {
    int at = position;
    while (at > 0 && position - at < LONGEST_LINE && text.at(at - 1) != '\n') {
      at--;
    }
    return Math.max(0, at);
  }

  private static boolean isMargin(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (Character.isLetterOrDigit(text.at(at))) {
        return false;
      }
    }
    return true;
  }
}
