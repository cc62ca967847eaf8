package dev.keeptrail.detectors.custom;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * Reads off a regular expression a literal that every match must hold. Careful rather than clever:
 * whatever it does not know ends the literal, and a choice at the top gives up.
 */
final class RequiredLiteral {
  private static final int MIN_LENGTH = 3;

  /** Flags, named groups, quoted runs and escapes of more than one character. */
  private static final Pattern UNREADABLE = Pattern.compile("\\(\\?|\\\\[QxpP0-9]");

  private static final String OPTIONAL = "?*{";

  private final String regex;
  private final StringBuilder current = new StringBuilder();
  private String best = "";
  private int at;

  private RequiredLiteral(String regex) {
    this.regex = regex;
  }

  /** The longest such literal, if one is long enough to be worth looking for. */
  static Optional<String> of(String regex) {
    return UNREADABLE.matcher(regex).find() ? Optional.empty() : new RequiredLiteral(regex).read();
  }

  private Optional<String> read() {
    while (at < regex.length()) {
      char c = regex.charAt(at);
      switch (c) {
        case '|' -> {
          return Optional.empty();
        }
        case '(' -> {
          finish();
          skipGroup();
        }
        case '[' -> {
          finish();
          skipClass();
        }
        case '\\' -> escape();
        case '.', '^', '$', '+', '*', '?', '{', '}', ')' -> {
          finish();
          skipRepetition();
        }
        default -> literal(c, 1);
      }
    }
    finish();
    return best.strip().length() >= MIN_LENGTH ? Optional.of(best.strip()) : Optional.empty();
  }

  private void literal(char c, int length) {
    at += length;
    if (at < regex.length() && OPTIONAL.indexOf(regex.charAt(at)) >= 0) {
      finish();
    } else if (c >= 0x80 || c < ' ') {
      // WHY: the text is searched in normal form, where such a character may look different.
      finish();
    } else {
      current.append(c);
    }
  }

  private void escape() {
    boolean quoted = at + 1 < regex.length() && !Character.isLetterOrDigit(regex.charAt(at + 1));
    if (quoted) {
      literal(regex.charAt(at + 1), 2);
    } else {
      finish();
      at += 2;
      skipBraces();
    }
  }

  private void finish() {
    if (current.length() > best.length()) {
      best = current.toString();
    }
    current.setLength(0);
  }

  private void skipRepetition() {
    if (regex.charAt(at) == '{') {
      skipBraces();
    } else {
      at++;
    }
  }

  private void skipBraces() {
    if (at < regex.length() && regex.charAt(at) == '{') {
      int close = regex.indexOf('}', at);
      at = close < 0 ? regex.length() : close + 1;
    }
  }

  private void skipClass() {
    at++;
    if (at < regex.length() && regex.charAt(at) == '^') {
      at++;
    }
    if (at < regex.length() && regex.charAt(at) == ']') {
      at++;
    }
    while (at < regex.length() && regex.charAt(at) != ']') {
      if (regex.startsWith("[:", at) && regex.indexOf(":]", at) > 0) {
        at = regex.indexOf(":]", at) + 2;
      } else {
        at += regex.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }

  private void skipGroup() {
    int depth = 0;
    while (at < regex.length()) {
      switch (regex.charAt(at)) {
        case '\\' -> at += 2;
        case '[' -> skipClass();
        case '(' -> {
          depth++;
          at++;
        }
        case ')' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
      if (depth == 0) {
        return;
      }
    }
  }
}
