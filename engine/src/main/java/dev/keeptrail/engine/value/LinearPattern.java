package dev.keeptrail.engine.value;

import com.google.re2j.Pattern;

/**
 * A regular expression (RE2 syntax) that an author wrote, in the form that runs: linear in the
 * text. Safe to share.
 */
public final class LinearPattern {
  private final Pattern pattern;

  private LinearPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The pattern; it must be one that the detectors find no problem with. */
  public static LinearPattern of(String regex) {
    return new LinearPattern(Pattern.compile(regex));
  }

  /** Whether some part of the text fits; case counts. */
  public boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }
}
