package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Where in a text a number may start and end: not inside a word, a longer number, an international
 * phone number or an address. All looks are bounded.
 */
record NumberBorders(ScannedText text) {
  private static final int LETTERS_BEFORE = 6;
  private static final int LONGEST_SERIES = 3;
  private static final int LONGEST_PHONE = 14;
  private static final int REACH_AFTER = 32;

  /** Where the word that holds the digits starts; -1 if it is too long or no start for a number. */
  int wordStart(int digits) {
    int start = digits;
    while (digits - start <= Shape.MAX_LENGTH
        && CharacterKinds.isAsciiAlphanumeric(text.at(start - 1))) {
      start--;
    }
    int series = start;
    while (start - series < LONGEST_SERIES && SeriesLetters.isOne(text.at(series - 1))) {
      series--;
    }
    start = start == digits ? series : start;
    return digits - start > Shape.MAX_LENGTH || !mayStart(start) ? -1 : start;
  }

  boolean mayStart(int start) {
    char c = text.at(start - 1);
    if (CharacterKinds.joinsWord(c) || c == '@' || c == '+') {
      return false;
    }
    return ((c != '-' && c != '.' && c != '/') || !holdsDigit(start - 1)) && !isPhone(start);
  }

  /** Whether the groups before belong to an international phone number. */
  private boolean isPhone(int start) {
    int at = start - 1;
    while (start - at <= LONGEST_PHONE) {
      char c = text.at(at);
      if (c == '+') {
        return true;
      }
      if (!CharacterKinds.isDigit(c) && c != ' ' && c != '-' && c != '(' && c != ')') {
        return false;
      }
      at--;
    }
    return false;
  }

  /** Whether the word that ends here holds a digit, as far back as matters. */
  private boolean holdsDigit(int end) {
    int at = end - 1;
    while (end - at <= 2 * LETTERS_BEFORE && CharacterKinds.isAsciiAlphanumeric(text.at(at))) {
      if (CharacterKinds.isDigit(text.at(at))) {
        return true;
      }
      at--;
    }
    return false;
  }

  /** Start of a short word of letters that one sign parts from this start, or -1. */
  int lettersBefore(int start) {
    if (!Candidate.isSign(text.at(start - 1))) {
      return -1;
    }
    int at = start - 1;
    while (start - at <= LETTERS_BEFORE + 1 && CharacterKinds.isAsciiLetter(text.at(at - 1))) {
      at--;
    }
    if (at == start - 1) {
      while (start - at <= LONGEST_SERIES && SeriesLetters.isOne(text.at(at - 1))) {
        at--;
      }
    }
    boolean word = at < start - 1 && start - at <= LETTERS_BEFORE + 1;
    return word && !isOrdinaryWord(at, start - 1) && mayStart(at) ? at : -1;
  }

  /** Two or more letters with a small one among them: prose, not a part of a number. */
  private boolean isOrdinaryWord(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!CharacterKinds.isAsciiLetter(text.at(i))) {
        return false;
      }
      if (text.at(i) >= 'a' && end - start > 1) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word of prose starts here, seen from its first two letters. */
  boolean startsOrdinaryWord(int at) {
    char second = text.at(at + 1);
    return CharacterKinds.isAsciiLetter(text.at(at)) && second >= 'a' && second <= 'z';
  }

  boolean mayEnd(int end) {
    char c = text.at(end);
    if (CharacterKinds.joinsWord(c) || c == '@' || c == '%') {
      return false;
    }
    boolean goesOn = c == '-' || c == '.' || c == '/' || c == ',';
    return !goesOn || !CharacterKinds.isDigit(text.at(end + 1)) || isListed(c, end);
  }

  /** A comma without space parts numbers unless it is a decimal one. */
  private boolean isListed(char c, int end) {
    return c == ',' && CharacterKinds.isDigit(text.at(end + 4));
  }

  /** How far the words after a number may be about it. */
  int clauseEnd(int end) {
    int at = end;
    while (at < text.length() && at - end < REACH_AFTER) {
      char c = text.at(at);
      if (c == ','
          || c == ';'
          || c == ':'
          || c == '\n'
          || c == '|'
          || c == '"'
          || CharacterKinds.isDigit(c)
          || (c == '.' && Character.isWhitespace(text.at(at + 1)))) {
        return at;
      }
      at++;
    }
    return at;
  }

  static boolean isClosing(char c) {
    return c == ')' || c == ']';
  }
}
