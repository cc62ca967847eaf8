package dev.keeptrail.detectors.identity;

/**
 * Rules of Asian and African numbers that are no plain weighted sum, as their authorities and the
 * OECD's list of taxpayer numbers publish them; the table names them.
 */
enum AsianCheck implements Check {
  /** GB 32100-2015. */
  CN_USCC,
  /** Reads the same from both ends: such a number is not issued. */
  IN_NO_PALINDROME,
  /** The first digit is the check digit. */
  JP_CN,
  /** The ninth digit counts with its product's tens as well. */
  KR_BRN,
  /** A second round of weights where the first leaves ten. */
  KZ_IIN,
  /** Day of the year at the third digit, 500 more for women. */
  LK_DAY,
  /** Day of the year at the fifth digit, 500 more for women. */
  LK_NEW_DAY,
  /** A multiple of 97. */
  MA_ICE,
  MU_NID,
  /** A second round of weights where the first leaves ten; numbers that are given out. */
  NZ_IRD,
  /** Letters count their place in an alphabet without I and O. */
  NZ_NHI,
  /** Body of another kind: letters count too. */
  SG_UEN,
  /** Each digit shifted, doubled by its place and cast out of nines. */
  TR_VKN,
  /** The letter is a place, counted as two digits. */
  TW_ID,
  /** Products count as the sum of their digits; a seventh digit 7 gives two chances. */
  TW_UBN;

  private static final String USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final Weights USCC_WEIGHTS =
      new Weights(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
  private static final Weights KOREAN = new Weights(1, 3, 7, 1, 3, 7, 1, 3, 5);
  private static final Weights MAURITIAN = new Weights(14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
  private static final String TAIWAN_PLACES = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
  private static final Weights TAIWAN = new Weights(8, 7, 6, 5, 4, 3, 2, 1, 1);
  private static final Weights TAIWAN_BUSINESS = new Weights(1, 2, 1, 2, 1, 2, 4, 1);

  private static final Weights JAPANESE = new Weights(2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1);
  private static final Weights KAZAKH_FIRST = new Weights(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  private static final Weights KAZAKH_SECOND = new Weights(3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2);
  private static final Weights ZEALAND_FIRST = new Weights(3, 2, 7, 6, 5, 4, 3, 2);
  private static final Weights ZEALAND_SECOND = new Weights(7, 4, 3, 2, 5, 2, 7, 6);
  private static final String HEALTH_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String ENTITY = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
  private static final Weights ENTITY_WEIGHTS = new Weights(4, 3, 5, 3, 10, 2, 2, 5, 7);

  @Override
  public boolean holds(String value) {
    return switch (this) {
      case CN_USCC -> uscc(value);
      case IN_NO_PALINDROME -> !new StringBuilder(value).reverse().toString().equals(value);
      case JP_CN -> (9 - JAPANESE.sum(value, 1) % 9) == value.charAt(0) - '0';
      case KR_BRN -> koreanBusiness(value);
      case KZ_IIN -> rounds(value, KAZAKH_FIRST, KAZAKH_SECOND, false);
      case LK_DAY -> isDay(value.substring(2, 5));
      case LK_NEW_DAY -> isDay(value.substring(4, 7));
      case MA_ICE -> StandardCheck.remainder(value, 97) == 0;
      case MU_NID -> {
        int check = (17 - MAURITIAN.sum(value, 0) % 17) % 17;
        yield check == Check.valueAt(value, 13);
      }
      case NZ_IRD -> {
        int number = Integer.parseInt(value);
        yield number >= 10_000_000
            && number < 150_000_000
            && rounds(value, ZEALAND_FIRST, ZEALAND_SECOND, true);
      }
      case NZ_NHI -> healthIndex(value);
      case SG_UEN -> {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
          sum += ENTITY_WEIGHTS.at(i) * ENTITY.indexOf(value.charAt(i));
        }
        yield ENTITY.charAt(Math.floorMod(sum - 5, 11)) == value.charAt(9);
      }
      case TR_VKN -> turkishTax(value);
      case TW_ID -> {
        int place = TAIWAN_PLACES.indexOf(value.charAt(0)) + 10;
        yield (place / 10 + place % 10 * 9 + TAIWAN.sum(value, 1)) % 10 == 0;
      }
      case TW_UBN -> taiwaneseBusiness(value);
    };
  }

  @Override
  public boolean isChecksum() {
    return switch (this) {
      case IN_NO_PALINDROME, LK_DAY, LK_NEW_DAY -> false;
      case CN_USCC,
          JP_CN,
          KR_BRN,
          KZ_IIN,
          MA_ICE,
          MU_NID,
          NZ_IRD,
          NZ_NHI,
          SG_UEN,
          TR_VKN,
          TW_ID,
          TW_UBN ->
          true;
    };
  }

  private static boolean uscc(String value) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += USCC_WEIGHTS.at(i) * USCC.indexOf(value.charAt(i));
    }
    return USCC.charAt((31 - sum % 31) % 31) == value.charAt(17);
  }

  private static boolean koreanBusiness(String value) {
    int sum = KOREAN.sum(value, 0) + Check.valueAt(value, 8) * 5 / 10;
    return (10 - sum % 10) % 10 == value.charAt(9) - '0';
  }

  /** Check digit by the first weights, or by the second where those leave ten. */
  private static boolean rounds(String value, Weights first, Weights second, boolean missing) {
    int body = value.length() - 1;
    int check = round(value, first, body, missing);
    if (check == 10) {
      check = round(value, second, body, missing);
    }
    return check == Check.valueAt(value, body);
  }

  private static int round(String value, Weights weights, int body, boolean missing) {
    int rest = weights.sum(value, body - weights.count()) % 11;
    return missing ? (11 - rest) % 11 : rest;
  }

  private static boolean healthIndex(String value) {
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      char c = value.charAt(i);
      sum += (7 - i) * (i < 3 ? HEALTH_LETTERS.indexOf(c) + 1 : c - '0');
    }
    int rest = sum % 11;
    return rest != 0 && (11 - rest) % 10 == value.charAt(6) - '0';
  }

  private static boolean isDay(String digits) {
    int day = Integer.parseInt(digits);
    return day >= 1 && day <= 866;
  }

  private static boolean turkishTax(String value) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      int shifted = (Check.valueAt(value, i) + 9 - i) % 10;
      int doubled = shifted * (1 << (9 - i)) % 9;
      sum += shifted != 0 && doubled == 0 ? 9 : doubled;
    }
    return (10 - sum % 10) % 10 == value.charAt(9) - '0';
  }

  private static boolean taiwaneseBusiness(String value) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      int product = Check.valueAt(value, i) * TAIWAN_BUSINESS.at(i);
      sum += product / 10 + product % 10;
    }
    return sum % 5 == 0 || (value.charAt(6) == '7' && (sum + 1) % 5 == 0);
  }
}
