package dev.keeptrail.language.yaml;

import dev.keeptrail.language.tree.ValueDecl;

/**
 * Gives plain scalars their type as YAML 1.2 does: {@code true} and {@code false} are truth values
 * and {@code yes}, {@code no}, {@code on}, {@code off} are text.
 */
final class ScalarResolver {
  private static final int MAX_NUMBER_LENGTH = 64;

  private ScalarResolver() {}

  static ValueDecl resolve(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain()) {
      return new ValueDecl.Text(scalar.span(), text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> new ValueDecl.Nothing(scalar.span());
      case "true", "True", "TRUE" -> new ValueDecl.Bool(scalar.span(), true);
      case "false", "False", "FALSE" -> new ValueDecl.Bool(scalar.span(), false);
      case ".nan", ".NaN", ".NAN" -> new ValueDecl.Decimal(scalar.span(), Double.NaN);
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
          new ValueDecl.Decimal(scalar.span(), Double.POSITIVE_INFINITY);
      case "-.inf", "-.Inf", "-.INF" ->
          new ValueDecl.Decimal(scalar.span(), Double.NEGATIVE_INFINITY);
      default -> numberOrText(scalar);
    };
  }

  private static ValueDecl numberOrText(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (text.length() > MAX_NUMBER_LENGTH || !startsLikeNumber(text)) {
      return new ValueDecl.Text(scalar.span(), text);
    }
    try {
      if (text.startsWith("0x") || text.startsWith("0o")) {
        int radix = text.charAt(1) == 'x' ? 16 : 8;
        return unsigned(scalar, text.substring(2), radix);
      }
      return isWhole(text)
          ? new ValueDecl.Int(scalar.span(), Long.parseLong(text))
          : decimal(scalar);
    } catch (NumberFormatException tooLong) {
      return decimal(scalar);
    }
  }

  private static ValueDecl unsigned(YamlNode.Scalar scalar, String digits, int radix) {
    boolean valid =
        !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
    return valid
        ? new ValueDecl.Int(scalar.span(), Long.parseLong(digits, radix))
        : new ValueDecl.Text(scalar.span(), scalar.text());
  }

  private static ValueDecl decimal(YamlNode.Scalar scalar) {
    String text = scalar.text();
    return isDecimal(text)
        ? new ValueDecl.Decimal(scalar.span(), Double.parseDouble(text))
        : new ValueDecl.Text(scalar.span(), text);
  }

  private static boolean startsLikeNumber(String text) {
    char c = text.charAt(0);
    return isDigit(c) || c == '-' || c == '+' || c == '.';
  }

  private static boolean isWhole(String text) {
    int start = signLength(text);
    return digitsEnd(text, start) == text.length() && text.length() > start;
  }

  /** YAML's {@code [-+]? (\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)?}. */
  private static boolean isDecimal(String text) {
    int start = signLength(text);
    int whole = digitsEnd(text, start);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digitsEnd(text, end + 1);
      if (whole == start && end == whole + 1) {
        return false;
      }
    } else if (whole == start) {
      return false;
    }
    return end == text.length() || isExponent(text.substring(end));
  }

  private static boolean isExponent(String text) {
    return (text.charAt(0) == 'e' || text.charAt(0) == 'E')
        && text.length() > 1
        && isWhole(text.substring(1));
  }

  private static int signLength(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
