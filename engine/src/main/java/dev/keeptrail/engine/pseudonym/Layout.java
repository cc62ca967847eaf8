package dev.keeptrail.engine.pseudonym;

/** Puts signs into the places of another text's, so that its separators stay where they are. */
final class Layout {
  private Layout() {}

  static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }

  /** The digits of a text alone. */
  static String digitsOf(String text) {
    var digits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }

  /** The text with its digits replaced one by one; there must be as many. */
  static String fill(String text, String digits) {
    var filled = new StringBuilder(text.length());
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      filled.append(isDigit(c) ? digits.charAt(next++) : c);
    }
    return filled.toString();
  }

  /** Whether a text is made of ASCII letters, digits and the separators of numbers. */
  static boolean isPlain(String text) {
    return text.chars()
        .allMatch(
            c -> c < 0x80 && (Character.isLetterOrDigit(c) || " +-./()".indexOf((char) c) >= 0));
  }

  /** Letters, digits and a leading plus sign alone: how programs write a number. */
  static String compact(String text) {
    var compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c) || (c == '+' && compact.isEmpty())) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
