package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Month and year as lists of cards have them, right behind the number: the sign that parts the
 * number from them parts them too ({@code |09|27|201}), or they are one run ({@code :0927:201}).
 */
final class CardList {
  private static final String SIGNS = "|:;, \t/-";

  /** Signs that part nothing but columns. */
  private static final String COLUMNS = "|:;";

  private static final int PAIR = 2;
  private static final int YEAR = 4;
  private static final int LEAST_CODE = 3;
  private static final int MONTHS = 12;

  private CardList() {}

  /** Where month and year end behind a number that ends here; -1 if none follow. */
  static int expiryEnd(ScannedText text, int cardEnd) {
    char sign = text.at(cardEnd);
    int start = cardEnd + 1;
    if (SIGNS.indexOf(sign) < 0 || !isMonth(text, start)) {
      return -1;
    }
    int digits = digits(text, start);
    int end = start + digits;
    boolean parted = digits == PAIR && text.at(end) == sign;
    if (parted) {
      int year = digits(text, end + 1);
      boolean century = text.at(end + 1) == '2' && text.at(end + 2) == '0';
      if (year != PAIR && (year != YEAR || !century)) {
        return -1;
      }
      end += 1 + year;
    } else if (digits != YEAR) {
      return -1;
    }
    boolean columns = parted && COLUMNS.indexOf(sign) >= 0;
    return columns || isCode(text, end, sign) ? end : -1;
  }

  /** Whether the two digits from here on are a month. */
  static boolean isMonth(ScannedText text, int start) {
    if (!CharacterKinds.isDigit(text.at(start)) || !CharacterKinds.isDigit(text.at(start + 1))) {
      return false;
    }
    int month = (text.at(start) - '0') * 10 + text.at(start + 1) - '0';
    return month >= 1 && month <= MONTHS;
  }

  private static boolean isCode(ScannedText text, int end, char sign) {
    int size = digits(text, end + 1);
    boolean code = size == LEAST_CODE || size == LEAST_CODE + 1;
    return text.at(end) == sign && code && text.isWholeWord(end + 1, end + 1 + size);
  }

  private static int digits(ScannedText text, int start) {
    int end = start;
    while (CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end - start;
  }
}
