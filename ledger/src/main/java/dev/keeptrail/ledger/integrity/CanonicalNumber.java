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

  /** With mantissas of so few digits, numbers with lesser exponents are neither 0 nor infinite. */
  private static final int EXACT_EXPONENTS = 250;

  private static final int EXPONENT_LENGTH = 6;

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
    String digits = significant(json);
    if (digits.isEmpty()) {
      return "0";
    }
    int exponent = exponent(json);
    if (digits.length() <= EXACT_DIGITS && Math.abs(exponent) < EXACT_EXPONENTS) {
      // WHY: no two decimals of so few digits are the same double, so that none is shorter.
      String sign = json.startsWith("-") ? "-" : "";
      return sign + placed(digits, exponent + pointOfMantissa(json));
    }
    return ofDouble(Double.parseDouble(json));
  }

  /** The digits that count, without zeros before and behind them. */
  private static String significant(String json) {
    var digits = new StringBuilder(json.length());
    int last = 0;
    for (int at = 0; at < mantissa(json); at++) {
      char c = json.charAt(at);
      if (c >= '1' && c <= '9') {
        digits.append(c);
        last = digits.length();
      } else if (c == '0' && last > 0) {
        digits.append(c);
      }
    }
    digits.setLength(last);
    return digits.toString();
  }

  /** Where the mantissa ends. */
  private static int mantissa(String json) {
    int small = json.indexOf('e');
    int mark = small < 0 ? json.indexOf('E') : small;
    return mark < 0 ? json.length() : mark;
  }

  /** Ten to which power the mantissa is multiplied by; beyond all doubles when it is long. */
  private static int exponent(String json) {
    int from = mantissa(json) + 1;
    if (from > json.length()) {
      return 0;
    }
    return json.length() - from > EXPONENT_LENGTH
        ? EXACT_EXPONENTS
        : Integer.parseInt(json, from, json.length(), 10);
  }

  /** The mantissa is 0.digits times ten to this. */
  private static int pointOfMantissa(String json) {
    int begin = json.startsWith("-") ? 1 : 0;
    int end = mantissa(json);
    int dot = json.indexOf('.');
    int point = dot < 0 ? end : dot;
    int first = begin;
    while (json.charAt(first) == '0' || json.charAt(first) == '.') {
      first++;
    }
    return first < point ? point - first : point + 1 - first;
  }

  private static String ofDouble(double number) throws UnreadableLeafException {
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
