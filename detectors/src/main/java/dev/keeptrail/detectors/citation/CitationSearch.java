package dev.keeptrail.detectors.citation;

import dev.keeptrail.detectors.citation.Citation.Kind;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordShingles;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a text cites: web addresses; DOIs, arXiv numbers, authors with a year in brackets, and
 * numbers in square brackets; passages in quotation marks. One walk; each look ahead is bounded.
 */
final class CitationSearch {
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_QUOTE = 1_000;
  private static final int MAX_BRACKET = 100;
  private static final int FEWEST_QUOTED_WORDS = 5;
  private static final int FEWEST_ARXIV_DIGITS = 4;
  private static final int YEAR_DIGITS = 4;

  private final ScannedText text;
  private final List<Citation> found = new ArrayList<>();

  private CitationSearch(ScannedText text) {
    this.text = text;
  }

  /** The citations of a text, in order; none inside another one. */
  static List<Citation> in(ScannedText text) {
    var search = new CitationSearch(text);
    int at = 0;
    while (at < text.length()) {
      at = Math.max(at + 1, search.take(at));
    }
    return search.found;
  }

  /** Where whatever begins here ends; the same place where nothing does. */
  private int take(int at) {
    return switch (text.charAt(at)) {
      case 'h', 'H' -> add(at, addressEnd(at), Kind.URL);
      case '1' -> add(at, doiEnd(at), Kind.ACADEMIC);
      case 'a', 'A' -> add(at, arxivEnd(at), Kind.ACADEMIC);
      case '(' -> add(at, authorsEnd(at), Kind.ACADEMIC);
      case '[' -> add(at, numberEnd(at), Kind.ACADEMIC);
      // The normal form has straight marks for the curved ones above the line.
      case '"', '\u201e' -> add(at, quoteEnd(at, '"'), Kind.QUOTE);
      case '\u00ab' -> add(at, quoteEnd(at, '\u00bb'), Kind.QUOTE);
      case '\u300c' -> add(at, quoteEnd(at, '\u300d'), Kind.QUOTE);
      default -> at;
    };
  }

  private int add(int start, int end, Kind kind) {
    if (end > start) {
      found.add(new Citation(start, end, kind));
    }
    return end;
  }

  private boolean stands(String word, int at) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.toLowerCase(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int addressEnd(int at) {
    if (text.insideWord(at) || !(stands("https://", at) || stands("http://", at))) {
      return at;
    }
    int end = at;
    while (end - at < MAX_ADDRESS && isOfAddress(text.at(end))) {
      end++;
    }
    return trimmed(at, end);
  }

  private static boolean isOfAddress(char c) {
    return c > ' ' && "<>\"'`|{}[]()\u00bb\u3002\uff0c".indexOf(c) < 0;
  }

  private int trimmed(int start, int end) {
    int at = end;
    while (at > start && ".,;:!?*_".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private int doiEnd(int at) {
    if (text.insideWord(at) || !stands("10.", at)) {
      return at;
    }
    int slash = digitsEnd(at + 3);
    if (slash - at < 3 + 4 || text.at(slash) != '/') {
      return at;
    }
    int end = slash + 1;
    while (end - at < MAX_ADDRESS && isOfAddress(text.at(end))) {
      end++;
    }
    end = trimmed(at, end);
    return end > slash + 1 ? end : at;
  }

  private int arxivEnd(int at) {
    if (text.insideWord(at) || !stands("arxiv:", at)) {
      return at;
    }
    int number = text.at(at + 6) == ' ' ? at + 7 : at + 6;
    int dot = digitsEnd(number);
    int end = text.at(dot) == '.' ? digitsEnd(dot + 1) : dot;
    return dot - number == FEWEST_ARXIV_DIGITS && end - dot > FEWEST_ARXIV_DIGITS ? end : at;
  }

  private int digitsEnd(int from) {
    int at = from;
    while (text.at(at) >= '0' && text.at(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Names and a year, as in {@code (Smith et al., 2020)}; several are parted by semicolons. */
  private int authorsEnd(int at) {
    int close = closing(at, ')');
    if (close < 0) {
      return at;
    }
    int digits = close - 1;
    if (text.at(digits) >= 'a' && text.at(digits) <= 'd') {
      digits--;
    }
    int first = digits - YEAR_DIGITS + 1;
    boolean year =
        first > at + 2
            && digitsEnd(first) == digits + 1
            && (text.charAt(first) == '1' || text.charAt(first) == '2')
            && (text.charAt(first - 1) == ' ');
    boolean name = Character.isUpperCase(text.at(at + 1)) && Character.isLetter(text.at(at + 2));
    return year && name && !isMonthBefore(first) ? close + 1 : at;
  }

  /** Dates in brackets have names and years too. */
  private boolean isMonthBefore(int year) {
    int end = year;
    while (end > 0 && !Character.isLetter(text.charAt(end - 1)) && year - end < YEAR_DIGITS) {
      end--;
    }
    int start = end;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return switch (text.subSequence(start, end)) {
      case "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December",
          "Spring",
          "Summer",
          "Autumn",
          "Fall",
          "Winter",
          "Since",
          "In",
          "Until" ->
          true;
      default -> false;
    };
  }

  /** Numbers of a list of sources, as in {@code [3]} and {@code [1, 4-6]}; not {@code row[3]}. */
  private int numberEnd(int at) {
    char before = text.at(at - 1);
    int close = closing(at, ']');
    if (close < 0
        || Character.isLetterOrDigit(before)
        || before == ']'
        || before == ')'
        || text.at(close + 1) == '(') {
      return at;
    }
    boolean digits = false;
    for (int i = at + 1; i < close; i++) {
      char c = text.charAt(i);
      digits |= c >= '0' && c <= '9';
      if (!(c >= '0' && c <= '9') && ", -\u2013^".indexOf(c) < 0) {
        return at;
      }
    }
    return digits && close - at <= 16 ? close + 1 : at;
  }

  private int closing(int open, char sign) {
    for (int at = open + 1; at - open < MAX_BRACKET; at++) {
      char c = text.at(at);
      if (c == sign) {
        return at;
      }
      if (c == '\n' || c == '\0' || c == text.charAt(open)) {
        return -1;
      }
    }
    return -1;
  }

  private int quoteEnd(int open, char close) {
    if (text.charAt(open) == '"' && Character.isLetterOrDigit(text.at(open - 1))) {
      return open;
    }
    for (int at = open + 1; at - open < MAX_QUOTE; at++) {
      char c = text.at(at);
      if (c == '\0' || (c == '\n' && text.at(at + 1) == '\n')) {
        return open;
      }
      if (c == close) {
        int words = WordShingles.words(text, open + 1, at).count();
        return words >= FEWEST_QUOTED_WORDS ? at + 1 : open;
      }
    }
    return open;
  }
}
