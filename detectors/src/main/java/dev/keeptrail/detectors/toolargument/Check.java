package dev.keeptrail.detectors.toolargument;

/**
 * One family of attacks. Is shown each word and each sign of an argument once, in order, and looks
 * at a bounded stretch around it. Stateless.
 */
interface Check {
  /**
   * Looks at a word.
   *
   * @param word in small letters, cut to forty characters
   */
  default void word(Argument argument, int start, int end, String word) {}

  default void sign(Argument argument, int at, char sign) {}
}
