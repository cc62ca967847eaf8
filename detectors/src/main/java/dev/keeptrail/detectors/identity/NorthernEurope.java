package dev.keeptrail.detectors.identity;

import java.util.Set;

/**
 * Rules of the British Isles and of central, northern and eastern Europe, as their authorities and
 * the OECD's list of taxpayer numbers publish them. Values have passed their shape.
 */
final class NorthernEurope {
  private static final Set<String> NO_INSURANCE = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
  private static final String IRISH_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final Weights IRISH = new Weights(8, 7, 6, 5, 4, 3, 2);
  private static final Weights BRITISH = new Weights(8, 7, 6, 5, 4, 3, 2, 10, 1);
  private static final Weights LATVIAN = new Weights(10, 5, 8, 4, 2, 1, 6, 3, 7, 9);
  private static final Weights BULGARIAN_FIRST = new Weights(1, 2, 3, 4, 5, 6, 7, 8);
  private static final Weights BULGARIAN_SECOND = new Weights(3, 4, 5, 6, 7, 8, 9, 10);
  private static final Weights PENSION = new Weights(2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1);
  private static final Weights SNILS = new Weights(9, 8, 7, 6, 5, 4, 3, 2, 1);
  private static final Weights REGISTER = new Weights(1, 2, 3, 4, 5, 6, 7);
  private static final Weights REGISTER_MIDDLE = new Weights(7, 1, 2, 3, 4, 5, 6);

  private NorthernEurope() {}

  static boolean austrianTurnover(String value) {
    int sum = 4;
    for (int i = 0; i < 7; i++) {
      int digit = Check.valueAt(value, i + 1) * (i % 2 == 0 ? 1 : 2);
      sum += digit / 10 + digit % 10;
    }
    return (10 - sum % 10) % 10 == Check.valueAt(value, 8);
  }

  static boolean bulgarianTurnover(String value) {
    int first = BULGARIAN_FIRST.sum(value, 0) % 11;
    int check = first < 10 ? first : BULGARIAN_SECOND.sum(value, 0) % 11 % 10;
    return check == Check.valueAt(value, 8);
  }

  /** Before 1954 without check digit; months of women have 50 more, and 20 more since 2004. */
  static boolean czechBirth(String value) {
    int year = Integer.parseInt(value.substring(0, 2));
    int month = Integer.parseInt(value.substring(2, 4)) % 50;
    int day = Integer.parseInt(value.substring(4, 6));
    if (value.length() == 9) {
      int century = year < 54 ? 1900 : 1800;
      return !value.endsWith("000") && CalendarDate.isDayOf(century + year, month, day);
    }
    int full = year < 54 ? 2000 + year : 1900 + year;
    int plain = full >= 2004 && month > 20 ? month - 20 : month;
    return Integer.parseInt(value.substring(0, 9)) % 11 % 10 == value.charAt(9) - '0'
        && CalendarDate.isDayOf(full, plain, day);
  }

  /** One digit of the first ten comes twice or thrice, but not thrice in a row. */
  static boolean repeatsOneDigit(String value) {
    int[] counts = new int[10];
    for (int i = 0; i < 10; i++) {
      int digit = Check.valueAt(value, i);
      counts[digit]++;
      boolean row =
          i >= 2
              && value.charAt(i) == value.charAt(i - 1)
              && value.charAt(i) == value.charAt(i - 2);
      if (counts[digit] > 3 || row) {
        return false;
      }
    }
    int repeated = 0;
    for (int count : counts) {
      repeated += count > 1 ? 1 : 0;
    }
    return repeated <= 1;
  }

  /** Area, date of birth, first letter of the name at birth as two digits, serial, check digit. */
  static boolean germanPension(String value) {
    int letter = value.charAt(8) - 'A' + 1;
    String digits = value.substring(0, 8) + letter / 10 + letter % 10 + value.substring(9, 11);
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      int product = Check.valueAt(digits, i) * PENSION.at(i);
      sum += product / 10 + product % 10;
    }
    int day = Integer.parseInt(value.substring(2, 4));
    int month = Integer.parseInt(value.substring(4, 6));
    int year = Integer.parseInt(value.substring(6, 8));
    boolean born = CalendarDate.isDayOf(year, month, day > 50 ? day - 50 : day);
    return born && sum % 10 == value.charAt(11) - '0';
  }

  /**
   * The number with its check digit, or all three of the machine readable zone and the last one.
   */
  static boolean germanCard(String value) {
    if (!StandardCheck.icao(value.substring(0, 10))) {
      return false;
    }
    String rest = value.substring(10).replace("D", "");
    if (rest.isEmpty()) {
      return true;
    }
    if (rest.length() != 15 || !rest.chars().allMatch(Character::isDigit)) {
      return false;
    }
    return StandardCheck.icao(rest.substring(0, 7))
        && StandardCheck.icao(rest.substring(7, 14))
        && StandardCheck.icao(value.substring(0, 10) + rest);
  }

  /** The letter counts as two digits, every second digit twice. */
  static boolean germanInsured(String value) {
    int letter = value.charAt(0) - 'A' + 1;
    String digits = "" + letter / 10 + letter % 10 + value.substring(1, 9);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = Check.valueAt(digits, i) * (i % 2 == 0 ? 1 : 2);
      sum += product / 10 + product % 10;
    }
    return sum % 10 == value.charAt(9) - '0';
  }

  /** Date of birth, sometimes a letter for the century, serial, and the remainder by 31. */
  static boolean finnishPerson(String value) {
    int serial = value.length() - 4;
    String digits = value.substring(0, 6) + value.substring(serial, serial + 3);
    int day = Integer.parseInt(value.substring(0, 2));
    int month = Integer.parseInt(value.substring(2, 4));
    return CalendarDate.isDayOf(Integer.parseInt(value.substring(4, 6)), month, day)
        && FINNISH.charAt(Integer.parseInt(digits) % 31) == value.charAt(serial + 3);
  }

  /** The seventh digit tells the century. */
  static boolean danishBirth(String value) {
    int year = Integer.parseInt(value.substring(4, 6));
    int seventh = Check.valueAt(value, 6);
    int full =
        seventh < 4 || ((seventh == 4 || seventh == 9) && year > 36)
            ? 1900 + year
            : seventh == 4 || seventh == 9 || year < 58 ? 2000 + year : 1800 + year;
    int day = Integer.parseInt(value.substring(0, 2));
    return full <= CalendarDate.NEWEST
        && CalendarDate.isDayOf(full, Integer.parseInt(value.substring(2, 4)), day);
  }

  static boolean britishInsurance(String value) {
    return !NO_INSURANCE.contains(value.substring(0, 2));
  }

  static boolean britishTurnover(String value) {
    int rest = BRITISH.sum(value, 0) % 97;
    return rest == 0 || rest == 42;
  }

  /** Surname, decade, month (50 more for women), day, year, initials; 9 fills what is missing. */
  static boolean britishDriver(String value) {
    int month = Integer.parseInt(value.substring(6, 8)) % 50;
    int year = Check.valueAt(value, 5) * 10 + Check.valueAt(value, 10);
    boolean filled = false;
    for (int i = 0; i < 5; i++) {
      boolean letter = Character.isLetter(value.charAt(i));
      if (letter == filled && letter) {
        return false;
      }
      filled |= !letter;
    }
    return CalendarDate.isDayOf(year, month, Integer.parseInt(value.substring(8, 10)));
  }

  static boolean irishService(String value) {
    int sum = IRISH.sum(value, 0);
    if (value.length() > 8) {
      int second = IRISH_LETTERS.indexOf(value.charAt(8));
      sum += second <= 9 ? 9 * second : 0;
    }
    return IRISH_LETTERS.charAt(sum % 23) == value.charAt(7);
  }

  /** Numbers since 2017 start with 32 and tell nothing of the person. */
  static boolean latvianPerson(String value) {
    return value.startsWith("32")
        || (1 + LATVIAN.sum(value, 0)) % 11 % 10 == value.charAt(10) - '0';
  }

  static boolean russianInsurance(String value) {
    return SNILS.sum(value, 0) % 101 % 100 == Integer.parseInt(value.substring(9));
  }

  static boolean russianRegister(String value) {
    int body = value.length() - 1;
    long number = Long.parseLong(value.substring(0, body));
    return number % (body - 1) % 10 == value.charAt(body) - '0';
  }

  static boolean ukrainianRegister(String value) {
    int number = Integer.parseInt(value);
    Weights weights = number >= 30_000_000 && number <= 60_000_000 ? REGISTER_MIDDLE : REGISTER;
    int first = weights.sum(value, 0) % 11;
    int digits = 0;
    for (int i = 0; i < 7; i++) {
      digits += Check.valueAt(value, i);
    }
    int check = first < 10 ? first : (weights.sum(value, 0) + 2 * digits) % 11 % 10;
    return check == value.charAt(7) - '0';
  }
}
