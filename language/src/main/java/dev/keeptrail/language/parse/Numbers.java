package dev.keeptrail.language.parse;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ValueDecl;

/** What numbers say. */
final class Numbers {
  private Numbers() {}

  static double decimal(String digits) {
    return Double.parseDouble(digits.replace("_", ""));
  }

  /** A whole number where it is written as one and is not too large for it. */
  static ValueDecl value(Span span, String digits, boolean negative) {
    String signed = (negative ? "-" : "") + digits.replace("_", "");
    boolean whole = signed.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    if (whole) {
      try {
        return new ValueDecl.Int(span, Long.parseLong(signed));
      } catch (NumberFormatException tooLarge) {
        return new ValueDecl.Decimal(span, Double.parseDouble(signed));
      }
    }
    return new ValueDecl.Decimal(span, Double.parseDouble(signed));
  }
}
