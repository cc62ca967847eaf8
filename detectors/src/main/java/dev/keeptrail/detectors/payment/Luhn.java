package dev.keeptrail.detectors.payment;

/** The check digit of payment cards and provider numbers (ISO/IEC 7812-1). */
public final class Luhn {
  private Luhn() {}

  public static boolean holds(CharSequence digits) {
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      int value = twice ? digit * 2 : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
