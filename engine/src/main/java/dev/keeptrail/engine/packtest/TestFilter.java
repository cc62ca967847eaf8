package dev.keeptrail.engine.packtest;

import com.google.re2j.Pattern;
import dev.keeptrail.detectors.Detectors;

/**
 * Which tests are run: a glob over the whole title, a part of it, or a regular expression between
 * slashes.
 */
public record TestFilter(String written, Pattern pattern) {
  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException when the regular expression is none that runs; the message
   *     says why
   */
  public static TestFilter parse(String text) {
    String regex = regex(text);
    // WHY: the library takes patterns that it never ends with, which detectors know.
    Detectors.problemOf(regex)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    return new TestFilter(text, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
  }

  public boolean accepts(String title) {
    return pattern.matcher(title).find();
  }

  private static String regex(String text) {
    if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
      return text.substring(1, text.length() - 1);
    }
    boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    if (!glob) {
      return Pattern.quote(text);
    }
    var regex = new StringBuilder("(?s)^");
    text.codePoints()
        .forEach(c ->
            regex.append(
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                }));
    return regex.append('$').toString();
  }
}
