package dev.keeptrail.detectors.identity;

/**
 * Rules of Andorra, Belgium, Cyprus, Spain, France, Italy, Luxembourg and Portugal, as their
 * authorities and the OECD's list of taxpayer numbers publish them. Values have passed their shape.
 */
final class WesternEurope {
  private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String COMPANY_LETTERS = "JABCDEFGHI";

  /** DM 12 March 1974 (Italy): what a character counts in an odd place. */
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";

  /** Letters that stand for digits where two people would share a code. */
  private static final String OMOCODIA = "LMNPQRSTUV";

  private WesternEurope() {}

  static boolean andorranRegister(String value) {
    int number = Integer.parseInt(value.substring(1, 7));
    return switch (value.charAt(0)) {
      case 'F' -> number <= 699_999;
      case 'A', 'L' -> number >= 700_000 && number <= 799_999;
      default -> true;
    };
  }

  /** Month and day may be unknown; from 2000 on a 2 goes before the number when it is divided. */
  static boolean belgianNational(String value, int monthOffset) {
    int month = Integer.parseInt(value.substring(2, 4)) - monthOffset;
    int day = Integer.parseInt(value.substring(4, 6));
    int year = Integer.parseInt(value.substring(0, 2));
    long body = Long.parseLong(value.substring(0, 9));
    int check = Integer.parseInt(value.substring(9));
    boolean before = 97 - body % 97 == check;
    boolean since =
        2000 + year <= CalendarDate.NEWEST && 97 - (body + 2_000_000_000L) % 97 == check;
    boolean known = month != 0 && day != 0;
    return (before && (!known || CalendarDate.isDayOf(1900 + year, month, day)) && month <= 12)
        || (since && (!known || CalendarDate.isDayOf(2000 + year, month, day)) && month <= 12);
  }

  /** The number of the card itself; the holder's stands on its back. */
  static boolean belgianCard(String value) {
    long check = Long.parseLong(value.substring(0, 10)) % 97;
    return (check == 0 ? 97 : check) == Integer.parseInt(value.substring(10));
  }

  static boolean belgianTurnover(String value) {
    long number = Long.parseLong(value);
    return number / 100 > 0 && 97 - number / 100 % 97 == number % 100;
  }

  static boolean cypriotTurnover(String value) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      int digit = Check.valueAt(value, i);
      sum += i % 2 == 0 ? ITALIAN_ODD[digit] : digit;
    }
    return !value.startsWith("12") && 'A' + sum % 26 == value.charAt(8);
  }

  static boolean spanishPerson(String value) {
    char first = value.charAt(0);
    String digits =
        switch (first) {
          case 'X', 'K', 'L', 'M' -> value.substring(1, value.length() - 1);
          case 'Y' -> "1" + value.substring(1, value.length() - 1);
          case 'Z' -> "2" + value.substring(1, value.length() - 1);
          default -> value.substring(0, value.length() - 1);
        };
    char check = SPANISH_LETTERS.charAt(Integer.parseInt(digits) % 23);
    return check == value.charAt(value.length() - 1);
  }

  /** Some legal forms have a digit at the end, some a letter, some either. */
  static boolean spanishCompany(String value) {
    int sum = 0;
    for (int i = 1; i < 8; i++) {
      int digit = Check.valueAt(value, i) * (i % 2 == 1 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    int check = (10 - sum % 10) % 10;
    char last = value.charAt(8);
    boolean digit = last == '0' + check;
    boolean letter = last == COMPANY_LETTERS.charAt(check);
    return switch (value.charAt(0)) {
      case 'A', 'B', 'E', 'H' -> digit;
      case 'K', 'N', 'P', 'Q', 'R', 'S', 'W' -> letter;
      default -> digit || letter;
    };
  }

  static boolean spanishSocial(String value) {
    long province = Long.parseLong(value.substring(0, 2));
    int body = value.length() - 2;
    long serial = Long.parseLong(value.substring(2, body));
    long number = province * (serial < 10_000_000 ? 10_000_000 : 100_000_000) + serial;
    return number % 97 == Long.parseLong(value.substring(body));
  }

  static boolean frenchTax(String value) {
    return Long.parseLong(value.substring(0, 10)) % 511 == Long.parseLong(value.substring(10));
  }

  /** Corsica's departments 2A and 2B count as 19 and 18. */
  static boolean frenchSocial(String value) {
    int month = Integer.parseInt(value.substring(3, 5));
    boolean isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 99);
    String department = value.substring(5, 7);
    String plain = department.equals("2A") ? "19" : department.equals("2B") ? "18" : department;
    if (!isMonth || !plain.chars().allMatch(Character::isDigit)) {
      return false;
    }
    long number = Long.parseLong(value.substring(0, 5) + plain + value.substring(7, 13));
    return 97 - number % 97 == Long.parseLong(value.substring(13));
  }

  /** La Poste has more establishments than the usual check digits leave room for. */
  static boolean frenchEstablishment(String value) {
    if (value.startsWith("356000000")) {
      return value.chars().map(c -> c - '0').sum() % 5 == 0 || value.equals("35600000000048");
    }
    return new StandardCheck(StandardCheck.Algorithm.LUHN, 0, 14).holds(value);
  }

  /**
   * Two digits, or since letters ran in: a base of 34 without I and O. Monaco has no company
   * number.
   */
  static boolean frenchTurnover(String value) {
    String company = value.substring(2);
    boolean monaco = company.startsWith("000");
    if (!monaco && !new StandardCheck(StandardCheck.Algorithm.LUHN, 0, 9).holds(company)) {
      return false;
    }
    long number = Long.parseLong(company);
    boolean first = Character.isDigit(value.charAt(0));
    boolean second = Character.isDigit(value.charAt(1));
    if (first && second) {
      long key = Long.parseLong(value.substring(0, 2));
      return key == (number * 100 + 12) % 97;
    }
    String alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    int one = alphabet.indexOf(value.charAt(0));
    int two = alphabet.indexOf(value.charAt(1));
    if (one < 0 || two < 0) {
      return false;
    }
    long key = first ? one * 24L + two - 10 : one * 34L + two - 100;
    return (number + 1 + key / 11) % 11 == key % 11;
  }

  static boolean italianTax(String value) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int count = Check.valueAt(value, i);
      int place = count > 9 ? count - 10 : count;
      sum += i % 2 == 0 ? ITALIAN_ODD[place] : place;
    }
    if ('A' + sum % 26 != value.charAt(15)) {
      return false;
    }
    int year = 10 * omocode(value.charAt(6)) + omocode(value.charAt(7));
    int month = ITALIAN_MONTHS.indexOf(value.charAt(8)) + 1;
    int day = 10 * omocode(value.charAt(9)) + omocode(value.charAt(10));
    return CalendarDate.isDayOf(year, month, day > 40 ? day - 40 : day);
  }

  private static int omocode(char c) {
    return Character.isDigit(c) ? c - '0' : OMOCODIA.indexOf(c);
  }

  /** Two check digits over the same eleven digits, by two systems. */
  static boolean luxembourgPerson(String value) {
    String body = value.substring(0, 11);
    return new StandardCheck(StandardCheck.Algorithm.LUHN, 0, 12).holds(value)
        && new StandardCheck(StandardCheck.Algorithm.VERHOEFF, 0, 12)
            .holds(body + value.charAt(12));
  }

  static boolean portugueseCard(String value) {
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      int count = Check.valueAt(value, i) * (i % 2 == 0 ? 2 : 1);
      sum += i % 2 == 0 && count > 9 ? count - 9 : count;
    }
    return sum % 10 == 0;
  }
}
