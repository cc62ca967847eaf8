package dev.keeptrail.detectors.toolargument;

/**
 * One family of attacks. Is shown an argument, then each of its words and signs once, in order, of
 * which it looks at a bounded stretch around. Stateless.
 */
interface Check {
  /** Looks at the whole value, before its words and signs. */
  default void value(Argument argument) {}

  /**
   * Looks at a word.
   *
   * @param word in small letters, cut to forty characters
   */
  default void word(Argument argument, int start, int end, String word) {}

  default void sign(Argument argument, int at, char sign) {}
}
