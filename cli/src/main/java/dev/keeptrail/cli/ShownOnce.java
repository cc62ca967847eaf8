package dev.keeptrail.cli;

/**
 * Whether what is shown this once has left the process. A secret that nobody has seen must not be
 * good for anything: its maker takes back what it belongs to.
 */
final class ShownOnce {
  private ShownOnce() {}

  /** Writes out what was printed; false where the disk is full or the reader has gone away. */
  static boolean written(Invocation invocation) {
    return !invocation.out().checkError();
  }

  /**
   * What is said of it.
   *
   * @param what was not shown, and what became of it
   */
  static CommandFailedException lost(String what) {
    return new CommandFailedException(what, "standard output cannot be written; make another");
  }
}
