package dev.keeptrail.detectors.backwards;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/** Finds where an international account number that is written from its end may stop. */
final class AccountRow {
  private static final int LEAST = 15;
  private static final int MAX_LENGTH = 44;

  private AccountRow() {}

  /**
   * Behind the first two capitals that follow two digits and end a word, with as many characters
   * before them as an account number has; 0 if the row from here on has none.
   */
  static int end(ScannedText text, int start) {
    char before = text.at(start - 1);
    boolean goesOn = isSeparator(before) && isSign(text.at(start - 2));
    if (goesOn || CharacterKinds.joinsWord(before)) {
      return 0;
    }
    int signs = 0;
    for (int at = start; at - start <= MAX_LENGTH; at++) {
      char c = text.at(at);
      if (isSign(c)) {
        signs++;
        if (signs >= LEAST && isCountry(text, at) && !CharacterKinds.joinsWord(text.at(at + 1))) {
          return at + 1;
        }
      } else if (!isSeparator(c) || isSeparator(text.at(at - 1))) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean isCountry(ScannedText text, int at) {
    return isCapital(text.at(at))
        && isCapital(text.at(at - 1))
        && CharacterKinds.isDigit(text.at(at - 2))
        && CharacterKinds.isDigit(text.at(at - 3));
  }

  private static boolean isSign(char c) {
    return CharacterKinds.isDigit(c) || isCapital(c);
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
