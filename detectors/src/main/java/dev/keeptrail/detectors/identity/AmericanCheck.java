package dev.keeptrail.detectors.identity;

/**
 * Rules of American numbers that are no plain weighted sum, as their authorities and the OECD's
 * list of taxpayer numbers publish them; the table names them.
 */
enum AmericanCheck implements Check {
  /** Since 2026 letters too, each counting its ASCII code less 48. */
  BR_CNPJ,
  /** Two check digits after the state; São Paulo and Minas Gerais have one in place of none. */
  BR_TITULO,
  /** The last digit over an alphabet with Ñ between N and O. */
  MX_CURP,
  /** A digit, or the letter that stands for it. */
  PE_CUI,
  /** Two formulas, told apart by the serial number. */
  SV_NIT,
  /** The letter counts as a first digit. */
  VE_RIF;

  private static final Weights CNPJ_FIRST = new Weights(5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2);
  private static final Weights CNPJ_SECOND = new Weights(6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2);
  private static final Weights TITULO = new Weights(2, 3, 4, 5, 6, 7, 8, 9);
  private static final Weights PERU = new Weights(3, 2, 7, 6, 5, 4, 3, 2);
  private static final Weights SALVADOR_OLD =
      new Weights(14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
  private static final Weights SALVADOR = new Weights(2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
  private static final String VENEZUELAN_KINDS = "VEJPG";

  @Override
  public boolean holds(String value) {
    return switch (this) {
      case BR_CNPJ -> cnpj(value, CNPJ_FIRST) && cnpj(value, CNPJ_SECOND);
      case BR_TITULO -> titulo(value);
      case MX_CURP -> curp(value);
      case PE_CUI -> cui(value);
      case SV_NIT -> nit(value);
      case VE_RIF -> rif(value);
    };
  }

  @Override
  public boolean isChecksum() {
    return true;
  }

  private static boolean cnpj(String value, Weights weights) {
    int sum = 0;
    for (int i = 0; i < weights.count(); i++) {
      sum += weights.at(i) * (value.charAt(i) - '0');
    }
    int rest = sum % 11;
    return (rest < 2 ? 0 : 11 - rest) == value.charAt(weights.count()) - '0';
  }

  private static boolean titulo(String value) {
    int first = TITULO.sum(value, 0) % 11;
    boolean special = value.startsWith("01", 8) || value.startsWith("02", 8);
    int one = first == 10 ? 0 : first == 0 && special ? 1 : first;
    int second = (7 * Check.valueAt(value, 8) + 8 * Check.valueAt(value, 9) + 9 * one) % 11;
    int two = second == 10 ? 0 : second == 0 && special ? 1 : second;
    return one == value.charAt(10) - '0' && two == value.charAt(11) - '0';
  }

  private static boolean curp(String value) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      int count = Check.valueAt(value, i);
      sum += (18 - i) * (value.charAt(i) > 'N' ? count + 1 : count);
    }
    return (10 - sum % 10) % 10 == value.charAt(17) - '0';
  }

  private static boolean cui(String value) {
    int rest = PERU.sum(value, 0) % 11;
    char check = value.charAt(8);
    return check == "65432110987".charAt(rest) || check == "KJIHGFEDCBA".charAt(rest);
  }

  private static boolean nit(String value) {
    int check = value.charAt(13) - '0';
    if (value.substring(10, 13).compareTo("100") <= 0) {
      return SALVADOR_OLD.sum(value, 0) % 11 % 10 == check;
    }
    return (11 - SALVADOR.sum(value, 0) % 11) % 11 % 10 == check;
  }

  private static boolean rif(String value) {
    int kind = 4 * (VENEZUELAN_KINDS.indexOf(value.charAt(0)) + 1);
    int rest = (kind + PERU.sum(value, 1)) % 11;
    return "00987654321".charAt(rest) == value.charAt(9);
  }
}
