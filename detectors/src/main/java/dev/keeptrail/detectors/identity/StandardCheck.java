package dev.keeptrail.detectors.identity;

/**
 * Check digit systems that many countries share, over a part of the value.
 *
 * @param from first character that counts
 * @param to one after the last; beyond the value means its end
 */
record StandardCheck(Algorithm algorithm, int from, int to) implements Check {
  private static final String VERHOEFF_PRODUCT =
      "01234567891234067895234017895634012895674012395678"
          + "59876043216598710432765982104387659321049876543210";
  private static final String VERHOEFF_PERMUTATION =
      "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

  /** The systems. */
  enum Algorithm {
    /** ISO/IEC 7812-1, annex B: every second digit doubled. */
    LUHN,
    /** The same over letters too, base 36, as Indian and Portuguese numbers have it. */
    LUHN36,
    /** J. Verhoeff, Error detecting decimal codes (1969): the dihedral group of ten elements. */
    VERHOEFF,
    /** ISO/IEC 7064, MOD 11,10. */
    ISO11_10,
    /** ISO/IEC 7064, MOD 11-2; X stands for ten. */
    ISO11_2,
    /** ISO/IEC 7064, MOD 97-10: the whole number leaves 1. */
    ISO97_10,
    /** Two rounds of weights, 1 to 9 and then 3 to 9 and 1 to 3; Baltic countries, Kazakhstan. */
    TWO_ROUNDS,
    /** ICAO 9303: weights 7, 3, 1; letters count from ten. */
    ICAO
  }

  @Override
  public boolean isChecksum() {
    return true;
  }

  @Override
  public boolean holds(String value) {
    int end = Math.min(to, value.length());
    if (end - from < 2) {
      return false;
    }
    String part = value.substring(from, end);
    return switch (algorithm) {
      case LUHN -> luhn(part, 10);
      case LUHN36 -> luhn(part, 36);
      case VERHOEFF -> verhoeff(part);
      case ISO11_10 -> iso1110(part);
      case ISO11_2 -> iso112(part);
      case ISO97_10 -> remainder(part, 97) == 1;
      case TWO_ROUNDS -> twoRounds(part);
      case ICAO -> icao(part);
    };
  }

  private static boolean luhn(String value, int base) {
    int sum = 0;
    boolean twice = false;
    for (int i = value.length() - 1; i >= 0; i--) {
      int digit = Check.valueAt(value, i) * (twice ? 2 : 1);
      sum += digit / base + digit % base;
      twice = !twice;
    }
    return sum % base == 0;
  }

  private static boolean verhoeff(String value) {
    int state = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = Check.valueAt(value, value.length() - 1 - i);
      int permuted = VERHOEFF_PERMUTATION.charAt((i % 8) * 10 + digit) - '0';
      state = VERHOEFF_PRODUCT.charAt(state * 10 + permuted) - '0';
    }
    return state == 0;
  }

  private static boolean iso1110(String value) {
    int product = 10;
    for (int i = 0; i < value.length() - 1; i++) {
      int sum = (product + Check.valueAt(value, i)) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (product + Check.valueAt(value, value.length() - 1)) % 10 == 1;
  }

  private static boolean iso112(String value) {
    int remainder = 0;
    for (int i = 0; i < value.length() - 1; i++) {
      remainder = (remainder + Check.valueAt(value, i)) * 2 % 11;
    }
    char last = value.charAt(value.length() - 1);
    return (remainder + (last == 'X' ? 10 : Character.digit(last, 10))) % 11 == 1;
  }

  /** The value as a decimal number, letters as two digits, divided. */
  static int remainder(String value, int modulus) {
    int remainder = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = Check.valueAt(value, i);
      remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % modulus;
    }
    return remainder;
  }

  private static boolean twoRounds(String value) {
    int body = value.length() - 1;
    int first = 0;
    int second = 0;
    for (int i = 0; i < body; i++) {
      int digit = Check.valueAt(value, i);
      first += digit * (1 + i % 9);
      second += digit * (1 + (i + 2) % 9);
    }
    int check = first % 11 < 10 ? first % 11 : second % 11 % 10;
    return check == Check.valueAt(value, body);
  }

  /** Whether the last character is the check digit of those before; fillers count nothing. */
  static boolean icao(String value) {
    int sum = 0;
    for (int i = 0; i < value.length() - 1; i++) {
      int weight = i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1;
      sum += Math.max(0, Check.valueAt(value, i)) * weight;
    }
    return sum % 10 == value.charAt(value.length() - 1) - '0';
  }
}
