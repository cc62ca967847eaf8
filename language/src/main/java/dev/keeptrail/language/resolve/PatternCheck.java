package dev.keeptrail.language.resolve;

import dev.keeptrail.language.source.Span;

/** Judges regular expressions; the same judge as for those in settings. */
@FunctionalInterface
public interface PatternCheck {
  /** False when the pattern is not acceptable, which is reported. */
  boolean accepts(String regex, Span span, String path);
}
