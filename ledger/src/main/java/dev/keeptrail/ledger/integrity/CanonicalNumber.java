package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of canonical JSON: doubles as ECMAScript writes them (RFC 8785, section 3.2.2.3;
 * ECMA-262, Number::toString).
 */
final class CanonicalNumber {
  /** Whole numbers of so many digits are doubles, and are written digit by digit. */
  private static final int EXACT_DIGITS = 15;

  /** With mantissas of so few digits, numbers with lesser exponents are neither 0 nor infinite. */
  private static final int EXACT_EXPONENTS = 250;

  private static final int EXPONENT_LENGTH = 3;

  private static final int NO_EXPONENT = Integer.MAX_VALUE;

  /** The digits of numbers with so few characters fit into a long. */
  private static final int SHORT = 18;

  private static final int TEN = 10;

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
  static String of(byte[] json, int start, int end) throws UnreadableLeafException {
    String exact = exact(json, start, end);
    if (exact != null) {
      return exact;
    }
    String text = new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    requireNumber(text);
    return ofDouble(Double.parseDouble(text));
  }

  /**
   * The same of a short number, from its digits. No two decimals of so few digits are the same
   * double, so that none is shorter. Null for all others, and for what is no number.
   */
  private static @Nullable String exact(byte[] json, int start, int end) {
    if (end - start > SHORT) {
      return null;
    }
    boolean negative = json[start] == '-';
    int from = negative ? start + 1 : start;
    int whole = digitsEnd(json, from, end);
    if (whole == from || (json[from] == '0' && whole > from + 1)) {
      return null;
    }
    boolean broken = whole < end && json[whole] == '.';
    int mantissa = broken ? digitsEnd(json, whole + 1, end) : whole;
    if (broken && mantissa == whole + 1) {
      return null;
    }
    int exponent = exponent(json, mantissa, end);
    long digits = number(json, from, whole);
    for (int at = whole + 1; at < mantissa; at++) {
      digits = digits * TEN + json[at] - '0';
    }
    if (exponent == NO_EXPONENT) {
      return null;
    }
    if (digits == 0) {
      return "0";
    }
    int power = exponent - Math.max(0, mantissa - whole - 1);
    while (digits % TEN == 0) {
      digits /= TEN;
      power++;
    }
    String text = Long.toString(digits);
    return text.length() > EXACT_DIGITS
        ? null
        : (negative ? "-" : "") + placed(text, text.length() + power);
  }

  /** What stands behind a mantissa; {@link #NO_EXPONENT} when it is none, or a long one. */
  private static int exponent(byte[] json, int from, int end) {
    if (from == end) {
      return 0;
    }
    boolean signed = from + 1 < end && (json[from + 1] == '-' || json[from + 1] == '+');
    int first = signed ? from + 2 : from + 1;
    int last = digitsEnd(json, first, end);
    if ((json[from] != 'e' && json[from] != 'E') || last == first || last != end) {
      return NO_EXPONENT;
    }
    int exponent = last - first > EXPONENT_LENGTH ? NO_EXPONENT : (int) number(json, first, last);
    return exponent >= EXACT_EXPONENTS
        ? NO_EXPONENT
        : signed && json[from + 1] == '-' ? -exponent : exponent;
  }

  private static long number(byte[] json, int from, int end) {
    long number = 0;
    for (int at = from; at < end; at++) {
      number = number * TEN + json[at] - '0';
    }
    return number;
  }

  private static int digitsEnd(byte[] json, int from, int end) {
    int at = from;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at;
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
