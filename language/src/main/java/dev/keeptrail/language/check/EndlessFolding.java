package dev.keeptrail.language.check;

/**
 * Knows patterns on which the library of regular expressions never ends. Compiled for any case, it
 * walks from a letter to its other forms until it is back at the letter; from nine old Cyrillic
 * letters it never is. They do so by themselves, and in a range that holds them.
 */
final class EndlessFolding {
  private static final int FIRST = 0x1c80;
  private static final int LAST = 0x1c88;

  /** A range from the one to the other holds every letter with other forms, and is not walked. */
  private static final int MIN_FOLD = 'A';

  private static final int MAX_FOLD = 0x1044f;

  private final String regex;
  private int at;

  private EndlessFolding(String regex) {
    this.regex = regex;
  }

  /** Whether the pattern may hold one of these letters; never false for one that does. */
  static boolean isIn(String regex) {
    return new EndlessFolding(regex).isFound();
  }

  private boolean isFound() {
    while (at < regex.length()) {
      if (regex.startsWith("\\Q", at)) {
        int end = regex.indexOf("\\E", at);
        String quoted = regex.substring(at, end < 0 ? regex.length() : end);
        if (quoted.codePoints().anyMatch(c -> isEndless(c, c))) {
          return true;
        }
        at = end < 0 ? regex.length() : end + 2;
      } else if (regex.charAt(at) == '[') {
        if (isFoundInClass()) {
          return true;
        }
      } else {
        int c = next();
        if (isEndless(c, c)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isFoundInClass() {
    at += regex.startsWith("[^", at) ? 2 : 1;
    boolean first = true;
    while (at < regex.length() && (first || regex.charAt(at) != ']')) {
      first = false;
      int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
      if (named >= 0) {
        at = named + 2;
        continue;
      }
      int low = next();
      int high = low;
      if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
        at++;
        high = next();
      }
      if (isEndless(low, high)) {
        return true;
      }
    }
    at = Math.min(at + 1, regex.length());
    return false;
  }

  private static boolean isEndless(int low, int high) {
    return low <= LAST && high >= FIRST && !(low <= MIN_FOLD && high >= MAX_FOLD);
  }

  /** The character that is written at this place; for an escape of many, one far below. */
  private int next() {
    int c = regex.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\' || at >= regex.length()) {
      return c;
    }
    int escaped = regex.codePointAt(at);
    at += Character.charCount(escaped);
    if (escaped == 'x') {
      return hexadecimal();
    }
    while (isDigit(escaped) && at < regex.length() && isDigit(regex.charAt(at))) {
      at++;
    }
    return Character.isLetterOrDigit(escaped) && escaped < 0x80 ? MIN_FOLD + 1 : escaped;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int hexadecimal() {
    boolean braces = at < regex.length() && regex.charAt(at) == '{';
    int from = braces ? at + 1 : at;
    int end = braces ? regex.indexOf('}', from) : Math.min(from + 2, regex.length());
    try {
      int code = Integer.parseInt(regex, from, Math.max(from, end), 16);
      at = braces ? end + 1 : end;
      return code;
    } catch (NumberFormatException none) {
      return 'x';
    }
  }
}
