package dev.keeptrail.engine.packtest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Which tests are run: a glob over the whole title, a part of it, or a regular expression between
 * slashes.
 */
public record TestFilter(String written, Pattern pattern) {
  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException when the regular expression is none; the message says why
   */
  public static TestFilter parse(String text) {
    try {
      return new TestFilter(text, Pattern.compile(regex(text), Pattern.CASE_INSENSITIVE));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
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
