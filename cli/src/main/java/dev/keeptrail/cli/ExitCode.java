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

  /** What was to be decided is not for this one, or not any more. */
  static final int NOT_DECIDED = 3;

  /** The receiver of a webhook did not take what was sent. */
  static final int NOT_TAKEN = 3;

  /** A test of a pack failed. */
  static final int TEST_FAILED = 3;

  /** There was no test to run. */
  static final int NO_TESTS = 4;

  /** All tests passed, and cover less than was asked for. */
  static final int COVERAGE_BELOW = 5;

  /** A replay weakened a decision; codes up to 15 stand for the other changes. */
  static final int REPLAY_WEAKENED = 10;

  static final int REPLAY_TIGHTENED = 11;
  static final int REPLAY_REDACTION = 12;
  static final int REPLAY_COST = 13;
  static final int REPLAY_REASON = 14;
  static final int NOT_REPLAYABLE = 15;

  /**
   * A server or an address that is needed is not there yet, or another process has the ledger
   * still: try again; {@code EX_TEMPFAIL} of sysexits.
   */
  static final int AWAY = 75;

  /** Stopped by Ctrl-C before the end; as shells say it. */
  static final int INTERRUPTED = 130;

  /** A fault in Keeptrail itself; {@code EX_SOFTWARE} of sysexits. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
