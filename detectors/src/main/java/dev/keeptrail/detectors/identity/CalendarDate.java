package dev.keeptrail.detectors.identity;

import java.util.List;

/**
 * A date inside a number. Where the century is unknown, the 29th of February passes in every fourth
 * year. Some countries add a fixed number to month or day, for the sex or for a century; years
 * after {@value #NEWEST} are no dates of birth, a bound that is fixed so that a verdict never
 * changes.
 *
 * @param pattern letters {@code y}, {@code m}, {@code d} for digits, anything else for none
 * @param from where the pattern starts
 * @param monthOffsets what may have been added to the month
 * @param dayOffsets what may have been added to the day
 */
record CalendarDate(String pattern, int from, List<Integer> monthOffsets, List<Integer> dayOffsets)
    implements Check {
  private static final int OLDEST = 1850;
  static final int NEWEST = 2035;
  private static final String DAYS = "312931303130313130313031";

  @Override
  public boolean holds(String value) {
    if (from + pattern.length() > value.length()) {
      return false;
    }
    int day = part(value, 'd');
    int month = part(value, 'm');
    int year = part(value, 'y');
    boolean monthFirst = monthOffsets.stream().anyMatch(m -> isDay(year, month - m, day));
    return monthFirst || dayOffsets.stream().anyMatch(d -> isDay(year, month, day - d));
  }

  private int part(String value, char letter) {
    int part = 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == letter) {
        part = part * 10 + Check.valueAt(value, from + i);
      }
    }
    return part;
  }

  private boolean isDay(int year, int month, int day) {
    int yearDigits = pattern.lastIndexOf('y') - pattern.indexOf('y') + 1;
    if (yearDigits == 4 && (year < OLDEST || year > NEWEST)) {
      return false;
    }
    int century = yearDigits == 3 ? (year >= 800 ? 1000 : 2000) : 0;
    return isDayOf(century + year, month, day);
  }

  /** Whether the day exists; a year of two digits stands for any century. */
  static boolean isDayOf(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0 || year < 100);
    int days = Integer.parseInt(DAYS.substring(2 * month - 2, 2 * month));
    return day <= (month == 2 && !leap ? 28 : days);
  }

  @Override
  public boolean isChecksum() {
    return false;
  }
}
