package dev.keeptrail.cli;

/** What {@code kt} tells the shell. The numbers are part of the documented interface. */
final class ExitCode {
  static final int OK = 0;

  /** The command line is wrong, or a file, port or ledger cannot be used. */
  static final int USAGE_OR_IO = 1;

  /** The pack has errors. */
  static final int PACK_ERRORS = 2;

  /** The demo ran and something was not as expected. */
  static final int EXPECTATION_FAILED = 3;

  /** Two packs differ, and the command line asked to be told so. */
  static final int DIFFERENT = 3;

  /** Something was found, and the command line asked to be told so. */
  static final int FOUND = 3;

  /** A ledger, or a proof of one, does not hold. */
  static final int BROKEN = 3;

  /** A test of a pack failed. */
  static final int TEST_FAILED = 3;

  /** There was no test to run. */
  static final int NO_TESTS = 4;

  /** All tests passed, and cover less than was asked for. */
  static final int COVERAGE_BELOW = 5;

  /** A fault in Keeptrail itself; {@code EX_SOFTWARE} of sysexits. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
