package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Values in braces, as connection strings of ODBC have them where a value holds a semicolon or the
 * like. Templates have braces too, with the name of a variable in them.
 */
final class Braced {
  private static final int MAX_VALUE = 128;
  private static final String TELLING = "!@#$%^&*;=?+~,";

  private Braced() {}

  /** What the braces hold that open here; null if they are those of a template. */
  static @Nullable Assignment value(ScannedText text, int open) {
    int end = open + 1;
    boolean telling = false;
    while (end - open <= MAX_VALUE && text.at(end) > ' ') {
      char c = text.at(end);
      if (c == '}' && text.at(end + 1) == '}') {
        end++;
      } else if (c == '}') {
        boolean field =
            text.at(end + 1) == ';' || text.at(end + 1) <= ' ' || isQuote(text, end + 1);
        boolean converted = text.at(end - 2) == '!' && "rsa".indexOf(text.at(end - 1)) >= 0;
        return telling && field && !converted
            ? new Assignment(open + 1, end, Link.SIGN, true)
            : null;
      }
      telling |= TELLING.indexOf(c) >= 0;
      end++;
    }
    return null;
  }

  private static boolean isQuote(ScannedText text, int at) {
    return Assignment.isOneOf(text.at(at), Assignment.QUOTES);
  }
}
