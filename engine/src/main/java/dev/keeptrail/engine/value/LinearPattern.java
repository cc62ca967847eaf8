package dev.keeptrail.engine.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keeptrail.detectors.Detectors;

/**
 * A regular expression (RE2 syntax) that an author wrote, in the form that runs: linear in the
 * text. Safe to share.
 */
public final class LinearPattern {
  private final Pattern pattern;

  private LinearPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * The pattern.
   *
   * @throws PatternSyntaxException when the detectors find a problem with it
   */
  public static LinearPattern of(String regex) {
    Detectors.problemOf(regex)
        .ifPresent(problem -> {
          throw new PatternSyntaxException(problem, regex);
        });
    return new LinearPattern(Pattern.compile(regex));
  }

  /** Whether some part of the text fits; case counts. */
  public boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }
}
