package dev.keeptrail.engine.value;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Numbers as JSON writes and reads them. */
public final class NumberText {
  /** From here on a whole number is written with an exponent, as ECMAScript does. */
  private static final int MAX_DIGITS = 21;

  private static final int MAX_ZEROS = 6;

  /** A text longer than this is no number that anybody means. */
  private static final int MAX_LENGTH = 1_000;

  private NumberText() {}

  /** The shortest text that reads back as the number, in ECMAScript's form (RFC 8785). */
  public static String of(double number) {
    if (number == 0) {
      return "0";
    }
    // INVARIANT: Double.toString gives the shortest digits that tell the number from all others.
    BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    String digits = exact.unscaledValue().toString();
    int point = digits.length() - exact.scale();
    return (number < 0 ? "-" : "") + placed(digits, point);
  }

  /**
   * @param point how many digits stand before the decimal point; may be negative
   */
  private static String placed(String digits, int point) {
    if (digits.length() <= point && point <= MAX_DIGITS) {
      return digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= MAX_DIGITS) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-MAX_ZEROS < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int exponent = point - 1;
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** The number that a JSON text writes; empty when it writes none or one that is not finite. */
  public static OptionalDouble parse(String text) {
    if (text.length() > MAX_LENGTH || !isNumber(text)) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static boolean isNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    if (whole == at || (text.charAt(at) == '0' && whole > at + 1)) {
      return false;
    }
    at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int exponent = digits(text, at);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    return at == text.length();
  }

  /** Where the run of digits that starts here ends. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
