package dev.keeptrail.language.lint;

/**
 * What lint is told that a pack itself does not say.
 *
 * @param tests what is known of tests beside the pack
 */
public record LintOptions(TestsBeside tests) {
  public static final LintOptions DEFAULT = new LintOptions(TestsBeside.UNKNOWN);

  /** Whether the folder of a pack holds tests of it. */
  public enum TestsBeside {
    /** The pack has no folder, or nobody looked: nothing is said about tests. */
    UNKNOWN,
    NONE,
    SOME
  }
}
