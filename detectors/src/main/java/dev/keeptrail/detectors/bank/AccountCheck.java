package dev.keeptrail.detectors.bank;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;

/**
 * Check digits of account numbers that a whole country uses: CLABE of Mexico (18 digits), CBU of
 * Argentina (22, in two blocks with a check digit each), both modulo 10, the eleven digits of
 * Norway and its kontonummer, modulo 11, the 24 of Hungary with one check digit for the bank and
 * one for the account, and the 26 of Poland, an IBAN without its country.
 */
final class AccountCheck {
  private static final int[] CLABE = {3, 7, 1};
  private static final int[] CBU = {7, 1, 3, 9};
  private static final int[] KONTONUMMER = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private static final int[] GIRO = {9, 7, 3, 1};

  private static final int CLABE_DIGITS = 18;
  private static final int CBU_DIGITS = 22;

  private static final int GIRO_DIGITS = 24;
  private static final int NRB_DIGITS = 26;

  /** Digits of bank and branch, with the check digit of both. */
  private static final int CBU_BRANCH = 8;

  private static final int GIRO_BRANCH = 8;

  /** The letters of Poland as an IBAN counts them. */
  private static final int[] POLAND = {2, 5, 2, 1};

  private static final int IBAN_MODULUS = 97;

  private AccountCheck() {}

  /** Whether the digits of the value, its signs left out, are an account number of one of these. */
  static boolean holds(ScannedText text, LabelledValue value) {
    int[] digits = new int[value.digits()];
    int count = 0;
    for (int at = value.start(); at < value.end(); at++) {
      char c = text.charAt(at);
      if (CharacterKinds.isDigit(c)) {
        digits[count++] = c - '0';
      }
    }
    int first = digits[0];
    if (Arrays.stream(digits).allMatch(digit -> digit == first)) {
      return false;
    }
    return switch (count) {
      case CLABE_DIGITS -> (sum(digits, 0, count - 1, CLABE) + digits[count - 1]) % 10 == 0;
      case CBU_DIGITS -> isCbu(digits);
      case GIRO_DIGITS ->
          sum(digits, 0, GIRO_BRANCH, GIRO) % 10 == 0
              && sum(digits, GIRO_BRANCH, GIRO_DIGITS, GIRO) % 10 == 0;
      case NRB_DIGITS -> isNrb(digits);
      default ->
          count == KONTONUMMER.length + 1
              && (sum(digits, 0, count - 1, KONTONUMMER) + digits[count - 1]) % 11 == 0;
    };
  }

  /** The factors of the second block begin as if it had one digit more in front. */
  private static boolean isCbu(int[] digits) {
    int branch = sum(digits, 0, CBU_BRANCH - 1, CBU) + digits[CBU_BRANCH - 1];
    int account = 0;
    for (int i = CBU_BRANCH; i < CBU_DIGITS - 1; i++) {
      account += digits[i] * CBU[(i - CBU_BRANCH + 2) % CBU.length];
    }
    return branch % 10 == 0 && (account + digits[CBU_DIGITS - 1]) % 10 == 0;
  }

  /** As in an IBAN, the country and the two check digits are reckoned behind the others. */
  private static boolean isNrb(int[] digits) {
    int rest = 0;
    for (int i = 2; i < digits.length; i++) {
      rest = (rest * 10 + digits[i]) % IBAN_MODULUS;
    }
    for (int digit : POLAND) {
      rest = (rest * 10 + digit) % IBAN_MODULUS;
    }
    return (rest * 100 + digits[0] * 10 + digits[1]) % IBAN_MODULUS == 1;
  }

  private static int sum(int[] digits, int from, int to, int[] factors) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += digits[i] * factors[(i - from) % factors.length];
    }
    return sum;
  }
}
