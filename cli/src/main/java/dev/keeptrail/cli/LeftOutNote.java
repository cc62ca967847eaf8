package dev.keeptrail.cli;

import dev.keeptrail.ledger.LeftOutRecords;

/** Says what a command went on without, away from its results. Stateless. */
final class LeftOutNote {
  private LeftOutNote() {}

  /**
   * Says it, if there is something to say.
   *
   * @param otherwise the exit code where nothing was left out
   * @return the exit code
   */
  static int tell(Invocation invocation, LeftOutRecords leftOut, int otherwise) {
    if (leftOut.isNone()) {
      return otherwise;
    }
    invocation.note("kt: " + leftOut.words());
    return otherwise == ExitCode.OK ? ExitCode.BROKEN : otherwise;
  }
}
