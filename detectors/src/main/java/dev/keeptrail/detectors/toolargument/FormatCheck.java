package dev.keeptrail.detectors.toolargument;

import com.google.re2j.Pattern;

/**
 * Directives of format strings that write to memory or walk the stack ({@code %n}, many {@code %x}
 * in a row), and fields of a format that reach for an object's insides ({@code {0.__class__}}).
 */
final class FormatCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.TEMPLATE;
  private static final int REACH = 200;

  /** A width that no line has. */
  private static final Pattern WIDTH = Pattern.compile(":.?[<>^=]?\\d{6,}");

  /** So many directives in a row, with nothing to say between them, read what is on the stack. */
  private static final int WALK = 4;

  @Override
  public void value(Argument argument) {
    if (!argument.isEmbedded() || argument.wasEscaped() || argument.at(argument.length()) != '\0') {
      return;
    }
    int directives = 0;
    boolean writes = false;
    boolean wide = false;
    int first = -1;
    int between = 0;
    int at = 0;
    while (at < Math.min(argument.length(), REACH)) {
      int end = argument.at(at) == '%' ? directive(argument, at + 1) : -1;
      if (end > 0) {
        first = first < 0 ? at : first;
        directives++;
        writes |= argument.at(end - 1) == 'n';
        wide |= end - at > 7;
        at = end;
      } else {
        between += Character.isLetterOrDigit(argument.at(at)) && directives > 0 ? 1 : 0;
        at++;
      }
    }
    boolean walks = directives >= WALK && between <= 2;
    boolean overwrites = writes && directives >= 2 && between <= 2;
    argument.report(first, at, CATEGORY, walks || overwrites ? 0.8 : wide ? 0.75 : 0);
  }

  /** Past {@code 08x}, {@code 1$s}, {@code n}: directives of values and of addresses. */
  private static int directive(Argument argument, int from) {
    int at = from;
    while (at - from < 12
        && ((argument.at(at) >= '0' && argument.at(at) <= '9')
            || "$.-#hl".indexOf(argument.at(at)) >= 0)) {
      if (argument.at(at) == '\0') {
        return -1;
      }
      at++;
    }
    char c = argument.at(at);
    return c == 's' || c == 'x' || c == 'n' || c == 'p' ? at + 1 : -1;
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (sign != '{' || !argument.isEmbedded() || argument.at(at + 1) == '{') {
      return;
    }
    int close = argument.slice(at, at + REACH).indexOf('}');
    String field = close < 0 ? "" : argument.slice(at + 1, at + close);
    boolean wide = WIDTH.matcher(field).find();
    boolean reaches =
        wide
            || field.contains("__class__")
            || field.contains("__globals__")
            || field.contains("__init__");
    argument.report(at, at + close + 1, CATEGORY, reaches ? 0.85 : 0);
  }
}
