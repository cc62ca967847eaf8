package dev.keeptrail.detectors.toolargument;

import java.util.regex.Pattern;

/**
 * Regular expressions that take some engines years: a group that repeats what repeats itself, or
 * one of two ways to match the same. Looked for in short values that hold nothing else.
 */
final class PatternCheck implements Check {
  private static final int LONGEST = 400;
  private static final String ATOM = "(?:\\[[^\\]]{1,60}\\]|\\\\[a-z]|\\\\.|\\.|[a-z0-9])";

  /** {@code (a+)+}, {@code (\w+\s?)*}, {@code (.*a){20}}, {@code (a|aa)+}. */
  private static final Pattern REPEATED =
      Pattern.compile(
          "\\((?:\\?:)?(?:"
              + ATOM
              + "[+*]){1,3}(?:"
              + ATOM
              + "[?*])?\\)(?:[+*]|\\{\\d+,?\\d*\\})"
              + "|\\((?:\\?:)?\\.[*+]"
              + ATOM
              + "\\)\\{\\d\\d"
              + "|\\((?:\\?:)?([a-z0-9])\\|\\1[a-z0-9?*+]?\\)[+*]");

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
    var matcher = REPEATED.matcher(value);
    if (matcher.find(open)) {
      argument.report(matcher.start(), matcher.end(), ToolArgumentDetectors.REDOS, 0.75);
    }
  }
}
