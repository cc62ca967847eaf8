package dev.keeptrail.detectors.view;

/**
 * Reads numbers of up to three digits as they are said: "twenty one", "vier und zwanzig", "soixante
 * et onze", "eight hundred". What a comma parts is two numbers.
 */
final class SpelledNumbers {
  private static final String FRENCH = "fr";
  private static final int TWENTY = SpelledWords.TENS + 2;
  private static final int TEN = SpelledWords.TENS + 1;
  private static final int DIGIT = 0xF;
  private static final int NONE = SpelledWords.NONE;

  private final SpelledRow row;
  private final boolean french;
  private int end;

  SpelledNumbers(SpelledRow row) {
    this.row = row;
    this.french = row.language().code().equals(FRENCH);
  }

  /** The word behind what was read last. */
  int end() {
    return end;
  }

  /** What the word here stands for, with those behind it that are parts of the same number. */
  String read(int word) {
    int hundreds = hundreds(word);
    if (hundreds > 0) {
      int rest = rest();
      return Integer.toString(100 * hundreds + rest);
    }
    int number = number(word);
    if (number != NONE) {
      return Integer.toString(number);
    }
    end = word + 1;
    int value = row.value(word);
    if (SpelledWords.kind(value) != 0) {
      // WHY: what makes tens of a digit has none in front; it is said for something else.
      return value == SpelledWords.TIMES_TEN ? "0" : Integer.toString(value & DIGIT);
    }
    // WHY: among digits, the letter is how nought is said.
    boolean nought =
        value == 'O' && row.isWritten(word) && !row.isWritten(word - 1) && !row.isWritten(word + 1);
    return Character.toString(nought ? '0' : value);
  }

  private int hundreds(int word) {
    int value = row.value(word);
    if (SpelledWords.kind(value) == SpelledWords.HUNDREDS) {
      end = word + 1;
      return Math.max(1, SpelledWords.number(value));
    }
    int digit = SpelledWords.digit(value);
    if (digit > 0 && row.isTight(word) && row.value(word + 1) == SpelledWords.HUNDREDS) {
      end = word + 2;
      return digit;
    }
    return 0;
  }

  /** What is said behind hundreds and belongs to them. */
  private int rest() {
    int at = joined();
    if (at == NONE) {
      return 0;
    }
    int before = end;
    int number = number(at);
    if (number != NONE) {
      return number;
    }
    int digit = SpelledWords.digit(row.value(at));
    // WHY: "eight hundred five five five" is read digit by digit behind the hundreds.
    boolean goesOn = at == before && row.isTight(at) && SpelledWords.isRead(row.value(at + 1));
    if (digit > 0 && !goesOn) {
      end = at + 1;
      return digit;
    }
    end = before;
    return 0;
  }

  /** The word that goes on with the number so far, behind one that joins them; or NONE. */
  private int joined() {
    if (!row.isTight(end - 1)) {
      return NONE;
    }
    boolean join = SpelledWords.kind(row.value(end)) == SpelledWords.FILLER;
    if (join) {
      return row.isTight(end) ? end + 1 : NONE;
    }
    return end;
  }

  /** A number of two digits that begins here, or NONE. */
  private int number(int word) {
    int value = row.value(word);
    int number = SpelledWords.number(value);
    end = word + 1;
    return switch (SpelledWords.kind(value)) {
      case SpelledWords.TWO_DIGITS -> number;
      case SpelledWords.TENS -> 10 * number + unit(number);
      case SpelledWords.UNITS -> tensBehind(word, number);
      case 0 -> behindDigit(word, SpelledWords.digit(value));
      default -> NONE;
    };
  }

  private int tensBehind(int word, int unit) {
    int next = row.value(word + 1);
    if (row.isTight(word) && SpelledWords.kind(next) == SpelledWords.TENS) {
      end = word + 2;
      return 10 * SpelledWords.number(next) + unit;
    }
    return NONE;
  }

  /** A number that begins with a digit: "vier und zwanzig", "quatre vingt", "dua puluh". */
  private int behindDigit(int word, int digit) {
    if (digit <= 0 || !row.isTight(word)) {
      return NONE;
    }
    int next = row.value(word + 1);
    if (next == SpelledWords.JOIN) {
      return row.language().unitsFirst() && row.isTight(word + 1)
          ? tensBehind(word + 1, digit)
          : NONE;
    }
    end = word + 2;
    if (next == SpelledWords.TIMES_TEN) {
      return 10 * digit + unit(digit);
    }
    if (next == SpelledWords.TEEN) {
      return 10 + digit;
    }
    if (SpelledWords.kind(next) == SpelledWords.AND_TENS) {
      return 10 * SpelledWords.number(next) + digit;
    }
    return french && digit == 4 && next == TWENTY ? 80 + unit(8) : NONE;
  }

  /** The digit that goes with tens; in French from ten to nineteen with some. */
  private int unit(int tens) {
    int at = joined();
    if (at == NONE) {
      return 0;
    }
    int value = row.value(at);
    if (french && (tens == 6 || tens == 8)) {
      if (SpelledWords.kind(value) == SpelledWords.TWO_DIGITS) {
        end = at + 1;
        return SpelledWords.number(value);
      }
      if (value == TEN) {
        end = at + 1;
        return 10 + unit(1);
      }
    }
    int digit = SpelledWords.digit(value);
    boolean joins =
        !row.language().unitsFirst() && (at == end || row.value(end) == SpelledWords.JOIN);
    boolean own = !french || (tens == 1 ? digit >= 7 : !isEighty(at, digit));
    if (digit > 0 && joins && own) {
      end = at + 1;
      return digit;
    }
    return 0;
  }

  /** Whether a digit makes a number with what follows it, as in "soixante, quatre-vingts". */
  private boolean isEighty(int word, int digit) {
    return digit == 4 && row.isTight(word) && row.value(word + 1) == TWENTY;
  }
}
