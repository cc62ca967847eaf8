package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.NumberGroups;
import java.util.function.Predicate;

/** How far digit groups speak for a telephone number, numbering plans included. */
final class PhoneShapes {
  /** Of a month; either of the first two numbers of a date may be the day. */
  private static final int MOST_DAYS = 31;

  private static final int MIN_NATIONAL = 7;
  private static final int MAX_NATIONAL = 13;

  private PhoneShapes() {}

  /** How words nearby speak of the number. */
  enum Context {
    NONE,
    WEAK,
    STRONG
  }

  /**
   * A number that the plans know, from its shape and what announces it; 0 if it is none.
   *
   * @param goesOn whether more groups follow, so that this may be the front of something else
   */
  static double known(NumberGroups groups, int start, Context context, boolean goesOn) {
    String digits = groups.joined();
    if (groups.text().at(start) == '+' || groups.text().at(start + 1) == '+') {
      return PhonePlans.isValid(digits) ? 0.9 : 0;
    }
    if (isOtherNumber(groups, digits)) {
      return 0;
    }
    int exit = exitCode(groups, digits);
    if (exit > 0) {
      return PhonePlans.isValid(digits.substring(exit)) ? 0.8 : 0;
    }
    if (isNorthAmerican(groups, digits)) {
      boolean spaces = groups.isBlankGap(groups.count() - 2);
      boolean plain = spaces && context == Context.NONE;
      return isNorthAmericanNumber(digits) ? plain ? 0.7 : 0.8 : 0;
    }
    return goesOn || !isTelling(groups, digits, context) ? 0 : inPlans(groups, digits, context);
  }

  /** A number that no plan knows, though it looks or is announced like one. */
  static double unknown(NumberGroups groups, int start, Context context, boolean goesOn) {
    String digits = groups.joined();
    boolean plus = groups.text().at(start) == '+' || groups.text().at(start + 1) == '+';
    if (plus) {
      boolean possible = PhonePlans.isPossible(digits);
      return possible ? 0.6 : context == Context.STRONG && !goesOn ? 0.55 : 0;
    }
    if (isOtherNumber(groups, digits)) {
      return 0;
    }
    int exit = exitCode(groups, digits);
    if (exit > 0 && context != Context.NONE && !goesOn) {
      boolean possible = PhonePlans.isPossible(digits.substring(exit));
      return possible ? 0.6 : 0;
    }
    if (isNorthAmerican(groups, digits)) {
      // WHY: numbers made up for examples (area code 555) are in no plan, yet meant as numbers.
      boolean spaces = groups.isBlankGap(groups.count() - 2);
      return spaces && context == Context.NONE ? 0.5 : 0.6;
    }
    if (goesOn || digits.length() > MAX_NATIONAL) {
      return 0;
    }
    return switch (context) {
      case STRONG -> isLocalService(groups, digits) ? 0 : 0.55;
      case WEAK -> isGrouped(groups) ? 0.5 : 0;
      case NONE -> 0;
    };
  }

  private static double inPlans(NumberGroups groups, String digits, Context context) {
    boolean zero = digits.charAt(0) == '0';
    boolean announced = context != Context.NONE;
    Predicate<PhoneRegions.Region> valid = region -> PhonePlans.isValidIn(digits, region);
    if (PhoneRegions.anyBefore(groups.text(), groups.start(), valid)) {
      return announced ? 0.8 : 0.65;
    }
    // WHY: what stands behind may not be there yet; a stream need not wait for it to be surer.
    boolean shaped = groups.count() >= 2 || announced || isMobileRun(digits);
    if (zero && shaped && PhoneRegions.COMMON_ZERO.stream().anyMatch(valid)) {
      return announced ? 0.7 : 0.6;
    }
    boolean common = announced || groups.text().at(groups.start() - 1) == '(';
    if (!zero && common && PhoneRegions.COMMON.stream().anyMatch(valid)) {
      return announced ? 0.7 : 0.55;
    }
    if (PhoneRegions.anyBehind(groups.text(), groups.start(), groups.end(), valid)) {
      return announced ? 0.8 : 0.65;
    }
    boolean withCode = announced && digits.length() >= 10;
    return withCode && PhonePlans.isValid(digits) ? 0.6 : 0;
  }

  /** Worth a look at the plans: announced, or in a form that numbers are written in. */
  private static boolean isTelling(NumberGroups groups, String digits, Context context) {
    int length = digits.length();
    if (length < MIN_NATIONAL || length > MAX_NATIONAL) {
      return false;
    }
    if (context != Context.NONE) {
      return true;
    }
    if (groups.count() == 1) {
      return length == 11 || (length == 10 && digits.charAt(0) == '0');
    }
    return length >= 8 && isGrouped(groups);
  }

  /** Eleven digits from zero on: mobile numbers of many countries, and little else. */
  private static boolean isMobileRun(String digits) {
    return digits.length() == 11 && digits.charAt(1) != '0';
  }

  /** At least two groups, none of a single digit but perhaps the first, dots only throughout. */
  private static boolean isGrouped(NumberGroups groups) {
    if (groups.count() < 2) {
      return false;
    }
    boolean dots = false;
    boolean others = false;
    for (int i = 0; i < groups.count(); i++) {
      if (i > 0 && groups.size(i) < 2) {
        return false;
      }
      if (i > 0) {
        boolean dot = groups.gap(i - 1).indexOf('.') >= 0;
        dots |= dot;
        others |= !dot;
      }
    }
    return !(dots && (others || groups.count() == 2));
  }

  /** How many digits are dialled to leave the country: 00 in most, 011 in North America. */
  private static int exitCode(NumberGroups groups, String digits) {
    if (digits.startsWith("00")) {
      return 2;
    }
    return digits.startsWith("011") && digits.length() > 11 && groups.count() > 1 ? 3 : 0;
  }

  /** Three, three and four digits, perhaps after a one or an exit code and a one. */
  private static boolean isNorthAmerican(NumberGroups groups, String digits) {
    boolean shape =
        groups.hasSizes(3, 3, 4)
            || (groups.hasSizes(1, 3, 3, 4) && digits.charAt(0) == '1')
            || (groups.hasSizes(3, 3, 3, 4) && digits.startsWith("001"));
    return shape && digits.charAt(digits.length() - 10) != '0';
  }

  private static boolean isNorthAmericanNumber(String digits) {
    return PhonePlans.isValid("1" + digits.substring(digits.length() - 10));
  }

  /** Seven digits in North American form that start with a zero or one: no subscriber has them. */
  private static boolean isLocalService(NumberGroups groups, String digits) {
    return groups.hasSizes(3, 4) && digits.charAt(0) < '2';
  }

  /** Dates, addresses, social security numbers: shapes that belong to something else. */
  private static boolean isOtherNumber(NumberGroups groups, String digits) {
    boolean address = groups.count() == 4 && isDotted(groups) && isEachAnOctet(groups);
    boolean decimal = groups.count() == 2 && isDotted(groups) && !groups.hasSizes(3, 4);
    return isDate(groups)
        || address
        || decimal
        || groups.hasSizes(3, 2, 4)
        || isYears(groups)
        || isBinary(digits);
  }

  private static boolean isBinary(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > '1') {
        return false;
      }
    }
    return true;
  }

  /** A date at the front, perhaps with the time of day after it. */
  static boolean isDate(NumberGroups groups) {
    if (groups.count() < 3 || groups.isBlankGap(0)) {
      return false;
    }
    boolean yearFirst =
        hasFirstSizes(groups, 4, 2, 2) && isCentury(groups.joined().substring(0, 2));
    boolean yearLast = hasFirstSizes(groups, 2, 2, 4) && groups.size(2) == 4;
    boolean timed = groups.count() == 4 && yearLast && isYearWithTime(groups);
    boolean numbered = groups.count() == 4 && yearLast && isYearWithNumber(groups);
    return (yearFirst || timed || numbered || (yearLast && groups.count() == 3))
        && groups.gap(0).equals(groups.gap(1));
  }

  /** As in {@code 03/14/2024 0715}. */
  private static boolean isYearWithTime(NumberGroups groups) {
    int year = groups.size(0) + groups.size(1);
    return groups.isBlankGap(2)
        && groups.size(3) <= 4
        && isCentury(groups.joined().substring(year, year + 2));
  }

  /** As in {@code 12.04.2024-123}: what came on that day, and which of several it is. */
  private static boolean isYearWithNumber(NumberGroups groups) {
    String digits = groups.joined();
    int month = groups.size(0);
    int year = month + groups.size(1);
    return !groups.isBlankGap(2)
        && !groups.gap(2).equals(groups.gap(0))
        && isCentury(digits.substring(year, year + 2))
        && Integer.parseInt(digits, 0, month, 10) <= MOST_DAYS
        && Integer.parseInt(digits, month, year, 10) <= MOST_DAYS;
  }

  private static boolean hasFirstSizes(NumberGroups groups, int one, int two, int three) {
    return groups.size(0) <= one
        && (one < 4 || groups.size(0) == one)
        && groups.size(1) <= two
        && groups.size(2) <= three;
  }

  private static boolean isYears(NumberGroups groups) {
    if (!groups.hasSizes(4, 4)) {
      return false;
    }
    String digits = groups.joined();
    return isCentury(digits.substring(0, 2)) && isCentury(digits.substring(4, 6));
  }

  private static boolean isCentury(String digits) {
    return digits.equals("19") || digits.equals("20");
  }

  private static boolean isEachAnOctet(NumberGroups groups) {
    for (int group = groups.first(); group <= groups.last(); group++) {
      int start = groups.hits().digitRunStart(group);
      int end = groups.hits().digitRunEnd(group);
      if (end - start > 3 || Integer.parseInt(groups.text(), start, end, 10) > 255) {
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
}
