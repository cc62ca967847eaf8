package dev.keeptrail.detectors.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.keeptrail.detectors.text.NumberGroups;
import java.util.List;

/** How far digit groups speak for a telephone number, numbering plans included. */
final class PhoneShapes {
  private static final String NO_REGION = "ZZ";
  private static final List<String> LEADING_ZERO =
      List.of("GB", "DE", "FR", "IT", "AU", "CH", "AT", "NL", "BE", "JP");
  private static final List<String> ANY =
      List.of("US", "ES", "IN", "CN", "BR", "MX", "PL", "PT", "DK", "NO", "CZ", "IT", "RU");

  private PhoneShapes() {}

  static double international(NumberGroups groups) {
    String number = "+" + groups.joined();
    // WHY: numbers made up for examples fit a plan's lengths without being given to anyone.
    return isValid(number, NO_REGION) ? 0.9 : isPossible(number) ? 0.6 : 0;
  }

  /**
   * A number without country code.
   *
   * @param goesOn whether more groups follow, so that this may be the front of something else
   */
  static double national(NumberGroups groups, boolean context, boolean goesOn) {
    if (isOtherNumber(groups)) {
      return 0;
    }
    String digits = groups.joined();
    if (digits.startsWith("00")) {
      return isValid("+" + digits.substring(2), NO_REGION) ? 0.8 : 0;
    }
    double northAmerican = northAmerican(groups, digits, context);
    if (northAmerican > 0) {
      return northAmerican;
    }
    if (goesOn) {
      return 0;
    }
    if (digits.charAt(0) == '0') {
      boolean shaped = groups.count() >= 2 || context;
      return shaped && digits.length() >= 9 && isValidIn(digits, LEADING_ZERO) ? 0.6 : 0;
    }
    if (!context) {
      return 0;
    }
    if (groups.hasSizes(3, 4)) {
      return 0.5;
    }
    return digits.length() >= 8 && isValidIn(digits, ANY) ? 0.6 : 0;
  }

  /** Three, three and four digits, perhaps after a one. */
  private static double northAmerican(NumberGroups groups, String digits, boolean context) {
    boolean shape = groups.hasSizes(3, 3, 4) || groups.hasSizes(1, 3, 3, 4);
    String number = digits.length() == 11 && digits.charAt(0) == '1' ? digits.substring(1) : digits;
    if (!shape || number.length() != 10 || number.charAt(0) < '2') {
      return 0;
    }
    // WHY: numbers made up for examples (area code 555) are in no plan, yet meant as numbers.
    double score = isValid(number, "US") ? 0.8 : 0.6;
    boolean spaces = groups.gap(groups.count() - 2).isBlank();
    return spaces && !context ? score - 0.1 : score;
  }

  /** Dates, addresses, social security numbers: shapes that belong to something else. */
  private static boolean isOtherNumber(NumberGroups groups) {
    boolean date =
        groups.hasSizes(4, 2, 2) || groups.hasSizes(2, 2, 4) || groups.hasSizes(4, 2, 2, 2);
    boolean address = groups.count() == 4 && isEachAtMost(groups, 3) && isDotted(groups);
    return date || address || groups.hasSizes(3, 2, 4);
  }

  private static boolean isEachAtMost(NumberGroups groups, int size) {
    for (int i = 0; i < groups.count(); i++) {
      if (groups.size(i) > size) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDotted(NumberGroups groups) {
    for (int i = 0; i < groups.count() - 1; i++) {
      if (!groups.gap(i).equals(".")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValidIn(String digits, List<String> regions) {
    return regions.stream().anyMatch(region -> isValid(digits, region));
  }

  private static boolean isPossible(String number) {
    return PhoneNumberUtil.getInstance().isPossibleNumber(number, NO_REGION);
  }

  private static boolean isValid(String digits, String region) {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    try {
      return plans.isValidNumber(plans.parse(digits, region));
    } catch (NumberParseException e) {
      return false;
    }
  }
}
