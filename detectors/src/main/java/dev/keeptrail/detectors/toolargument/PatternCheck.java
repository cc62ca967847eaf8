package dev.keeptrail.detectors.toolargument;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Regular expressions that take some engines years: a group that repeats what repeats itself, or
 * one of two ways to match the same. Looked for in short values that hold nothing else.
 */
final class PatternCheck implements Check {
  private static final int LONGEST = 400;
  private static final String ATOM = "(?:\\[[^\\]]{1,60}\\]|\\\\[a-z]|\\\\.|\\.|[a-z0-9])";

  /** {@code (a+)+}, {@code (\w+\s?)*}, {@code (.*a){20}}. */
  private static final Pattern REPEATED =
      Pattern.compile(
          "\\((?:\\?:)?(?:"
              + ATOM
              + "[+*]){1,3}(?:"
              + ATOM
              + "[?*])?\\)(?:[+*]|\\{\\d+,?\\d*\\})"
              + "|\\((?:\\?:)?\\.[*+]"
              + ATOM
              + "\\)\\{\\d\\d");

  /** {@code (a|aa)+}, where both begin alike. */
  private static final Pattern EITHER =
      Pattern.compile("\\((?:\\?:)?([a-z0-9])\\|([a-z0-9])[a-z0-9?*+]?\\)[+*]");

  @Override
  public void value(Argument argument) {
    if (!argument.isEmbedded() || argument.isProse() || argument.length() > LONGEST) {
      return;
    }
    String value = argument.slice(0, argument.length());
    int open = value.indexOf('(');
    if (open < 0 || value.indexOf(')') < 0) {
      return;
    }
    var repeated = REPEATED.matcher(value);
    if (repeated.find(open)) {
      report(argument, repeated);
      return;
    }
    var either = EITHER.matcher(value);
    while (either.find()) {
      if (either.group(1).equals(either.group(2))) {
        report(argument, either);
        return;
      }
    }
  }

  private static void report(Argument argument, Matcher found) {
    argument.report(found.start(), found.end(), ToolArgumentDetectors.REDOS, 0.75);
  }
}
