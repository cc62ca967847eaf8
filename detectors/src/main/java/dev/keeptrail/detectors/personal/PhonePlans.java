package dev.keeptrail.detectors.personal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;

/**
 * Looks numbers up in the numbering plans of the world. Numbers are put together from their digits,
 * which is far cheaper than to have text parsed; the plans of a country are read when its first
 * number comes, and most are asked in tables of our own.
 */
final class PhonePlans {
  private static final int MAX_NATIONAL = 15;
  private static final String UNKNOWN = "ZZ";

  /** What stands for a country where a code belongs to none. */
  private static final String NO_COUNTRY = "001";

  private PhonePlans() {}

  /** Whether a number that starts with its country code lies in a range that is given out. */
  static boolean isValid(String digits) {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    int codeLength = countryCodeLength(digits, plans);
    if (codeLength == 0) {
      return false;
    }
    int code = Integer.parseInt(digits, 0, codeLength, 10);
    String national = digits.substring(codeLength);
    // WHY: many write the zero that only callers within the country dial, as in +44 (0)20.
    return isValid(code, national, plans)
        || (national.startsWith("0") && isValid(code, national.substring(1), plans));
  }

  /** As the library has it: of the countries with a code, the first whose number it is decides. */
  private static boolean isValid(int code, String national, PhoneNumberUtil plans) {
    List<String> regions = plans.getRegionCodesForCountryCode(code);
    if (regions.contains(NO_COUNTRY)) {
      return plans.isValidNumber(number(code, national));
    }
    if (regions.size() == 1) {
      return NumberingPlan.of(regions.getFirst()).isValid(national);
    }
    for (String region : regions) {
      NumberingPlan plan = NumberingPlan.of(region);
      if (plan.isItsOwn(national)) {
        return plan.isValid(national);
      }
    }
    return false;
  }

  /**
   * Whether a number that starts with its country code has a length that is used there, though
   * nobody may have been given it. Asks for lengths first, which is far cheaper.
   */
  static boolean isPossible(String digits) {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    int codeLength = countryCodeLength(digits, plans);
    if (codeLength == 0) {
      return false;
    }
    int code = Integer.parseInt(digits, 0, codeLength, 10);
    String national = digits.substring(codeLength);
    return plans.isPossibleNumber(number(code, national))
        || (national.startsWith("0") && plans.isPossibleNumber(number(code, national.substring(1))))
        || isValid(digits);
  }

  private static int countryCodeLength(String digits, PhoneNumberUtil plans) {
    for (int length = 1; length <= 3 && length < digits.length() - 3; length++) {
      int code = Integer.parseInt(digits, 0, length, 10);
      if (code > 0 && !plans.getRegionCodeForCountryCode(code).equals(UNKNOWN)) {
        return length;
      }
    }
    return 0;
  }

  /** Whether the number, as dialled within the region, is in a range that is given out. */
  static boolean isValidIn(String digits, PhoneRegions.Region region) {
    String trunk = region.trunk();
    boolean dialled = !trunk.isEmpty() && digits.startsWith(trunk);
    String national = dialled ? digits.substring(trunk.length()) : digits;
    if (national.isEmpty() || national.length() > MAX_NATIONAL) {
      return false;
    }
    return NumberingPlan.of(region.name()).isValid(national);
  }

  private static PhoneNumber number(int code, String national) {
    var number = new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
    int zeros = 0;
    while (zeros < national.length() - 1 && national.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros > 0) {
      number.setItalianLeadingZero(true).setNumberOfLeadingZeros(zeros);
    }
    return number;
  }
}
