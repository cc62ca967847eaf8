package dev.keeptrail.detectors.bank;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;

/**
 * Check digits of account numbers that a whole country uses: CLABE of Mexico (18 digits), CBU of
 * Argentina (22, in two blocks with a check digit each), both modulo 10, and the eleven digits of
 * Norway and its kontonummer, modulo 11.
 */
final class AccountCheck {
  private static final int[] CLABE = {3, 7, 1};
  private static final int[] CBU = {7, 1, 3, 9};
  private static final int[] KONTONUMMER = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private static final int CLABE_DIGITS = 18;
  private static final int CBU_DIGITS = 22;

  /** Digits of bank and branch, with the check digit of both. */
  private static final int CBU_BRANCH = 8;

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

  private static int sum(int[] digits, int from, int to, int[] factors) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += digits[i] * factors[(i - from) % factors.length];
    }
    return sum;
  }
}
