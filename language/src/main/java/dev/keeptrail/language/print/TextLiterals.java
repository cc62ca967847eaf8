package dev.keeptrail.language.print;

import dev.keeptrail.language.tree.NameWords;
import java.util.Locale;

/** Writes texts, words and numbers so that the text notation reads them back as they are. */
final class TextLiterals {
  /** Whole numbers up to here are written without an exponent. */
  static final double MAX_PLAIN = 1e15;

  private TextLiterals() {}

  /** A key of a block; every word may be one. */
  static String key(String name) {
    return isWord(name) ? name : quoted(name);
  }

  /** A key of a policy's own block, where the words that start an item are none. */
  static String policyKey(String name) {
    return isName(name) ? name : quoted(name);
  }

  /** The name of a pack or the id of a provider: a bare word where it can be one. */
  static String title(String name) {
    return NameWords.isName(name) ? name : quoted(name);
  }

  /** A text in settings: a bare word where it can be one. */
  static String setting(String value) {
    return isName(value) ? value : quoted(value);
  }

  /**
   * A text in quotes: in single quotes, which take everything as it is, where double quotes would
   * need escapes.
   */
  static String quoted(String value) {
    boolean special = value.chars().anyMatch(c -> c == '\\' || c == '"');
    boolean raw = value.chars().noneMatch(c -> c == '\'' || isControl(c));
    return special && raw ? "'" + value + "'" : escaped(value);
  }

  /** A number without a sign. */
  static String number(double value) {
    return value == Math.rint(value) && value < MAX_PLAIN
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** Whether the text can be a name wherever names stand. */
  static boolean isName(String text) {
    return NameWords.isNameAnywhere(text);
  }

  static boolean isWord(String text) {
    return NameWords.isWord(text);
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder("\"");
    int i = 0;
    while (i < value.length()) {
      int codePoint = value.codePointAt(i);
      if (codePoint == '\\') {
        int end = backslashesEnd(value, i);
        // WHY: backslashes right before a brace belong to a template and are read as written.
        out.repeat('\\', isBraceAt(value, end) ? end - i : 2 * (end - i));
        i = end;
      } else {
        out.append(escape(codePoint));
        i += Character.charCount(codePoint);
      }
    }
    return out.append('"').toString();
  }

  private static int backslashesEnd(String value, int from) {
    int end = from;
    while (end < value.length() && value.charAt(end) == '\\') {
      end++;
    }
    return end;
  }

  private static boolean isBraceAt(String value, int index) {
    return index < value.length() && (value.charAt(index) == '{' || value.charAt(index) == '}');
  }

  private static String escape(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isControl(c) ? String.format(Locale.ROOT, "\\u{%X}", c) : Character.toString(c);
    };
  }

  private static boolean isControl(int c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
  }
}
