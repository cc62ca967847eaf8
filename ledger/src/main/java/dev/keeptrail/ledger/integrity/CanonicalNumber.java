package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The numbers of canonical JSON: doubles as ECMAScript writes them (RFC 8785, section 3.2.2.3;
 * ECMA-262, Number::toString).
 */
final class CanonicalNumber {
  /** Whole numbers of so many digits are doubles, and are written digit by digit. */
  private static final int EXACT_DIGITS = 15;

  /** Numbers below ten to this are written without an exponent. */
  private static final int PLAIN_BELOW = 21;

  private static final int PLAIN_ABOVE = -7;

  private CanonicalNumber() {}

  static boolean isPart(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /** Whether this is canonical as it stands: a whole number that is not long. */
  static boolean isPlain(byte[] json, int start, int end) {
    int digits = end - start;
    if (digits == 0 || digits > EXACT_DIGITS || (json[start] == '0' && digits > 1)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (json[i] < '0' || json[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * The number in canonical form.
   *
   * @throws UnreadableLeafException when this is no number of JSON, or beyond a double
   */
  static String of(String json) throws UnreadableLeafException {
    requireNumber(json);
    double number = Double.parseDouble(json);
    if (Double.isInfinite(number)) {
      throw new UnreadableLeafException();
    }
    if (number == 0) {
      return "0";
    }
    String sign = number < 0 ? "-" : "";
    BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    // The value is 0.digits times ten to this.
    int point = digits.length() - shortest.scale();
    return sign + placed(digits, point);
  }

  private static String placed(String digits, int point) {
    int length = digits.length();
    if (length <= point && point <= PLAIN_BELOW) {
      return digits + "0".repeat(point - length);
    }
    if (0 < point && point <= PLAIN_BELOW) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (PLAIN_ABOVE < point - 1 && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = length == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** The JDK gives the shortest digits that name the double, but never fewer than two. */
  private static BigDecimal shortest(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    if (decimal.precision() != 2) {
      return decimal;
    }
    BigDecimal one = decimal.round(new MathContext(1));
    return one.doubleValue() == number ? one : decimal;
  }

  private static void requireNumber(String json) throws UnreadableLeafException {
    int at = json.startsWith("-") ? 1 : 0;
    int whole = digits(json, at);
    boolean valid = whole > at && (json.charAt(at) != '0' || whole == at + 1);
    at = whole;
    if (valid && at < json.length() && json.charAt(at) == '.') {
      int fraction = digits(json, at + 1);
      valid = fraction > at + 1;
      at = fraction;
    }
    if (valid && at < json.length() && (json.charAt(at) == 'e' || json.charAt(at) == 'E')) {
      int from = at + 1;
      if (from < json.length() && (json.charAt(from) == '+' || json.charAt(from) == '-')) {
        from++;
      }
      int exponent = digits(json, from);
      valid = exponent > from;
      at = exponent;
    }
    if (!valid || at != json.length()) {
      throw new UnreadableLeafException();
    }
  }

  private static int digits(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
