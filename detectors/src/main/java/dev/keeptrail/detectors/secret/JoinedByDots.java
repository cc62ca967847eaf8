package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.Set;

/**
 * Words and a number with dots between, as people choose passwords: {@code Otter.Kiln7}. Members of
 * programs are written so too, but few of them end in a number, and those that do are well known.
 */
final class JoinedByDots {
  private static final int SHORTEST = 2;

  /** What programs number, as in {@code Form1.Text}, and names that end in a number. */
  private static final Set<String> NUMBERED =
      Set.of(
          "utf",
          "int",
          "uint",
          "float",
          "sha",
          "md",
          "aes",
          "base",
          "argon",
          "crc",
          "version",
          "level",
          "item",
          "class",
          "column",
          "field",
          "value",
          "text",
          "textbox",
          "edit",
          "label",
          "button",
          "form",
          "sheet",
          "page",
          "string",
          "param",
          "arg",
          "argument",
          "group",
          "key",
          "password",
          "passwort",
          "pass",
          "pwd",
          "secret",
          "token",
          "test",
          "server",
          "module",
          "vector",
          "matrix",
          "http",
          "python",
          "java");

  private JoinedByDots() {}

  /** Whether each part is a word with a capital, and at least one ends in a number. */
  static boolean isPassword(String value) {
    boolean numbered = false;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i < value.length() && value.charAt(i) != '.') {
        continue;
      }
      int letters = letters(value, start, i);
      if (letters - start < SHORTEST || !isNumber(value, letters, i)) {
        return false;
      }
      boolean number = letters < i;
      if (number && NUMBERED.contains(CaseFolding.fold(value.substring(start, letters)))) {
        return false;
      }
      numbered |= number;
      start = i + 1;
    }
    return numbered;
  }

  /** Where a word with one capital, its first, ends. */
  private static int letters(String value, int start, int end) {
    int at = start;
    while (at < end
        && (at == start
            ? Character.isUpperCase(value.charAt(at))
            : Character.isLowerCase(value.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isNumber(String value, int start, int end) {
    return value.substring(start, end).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
