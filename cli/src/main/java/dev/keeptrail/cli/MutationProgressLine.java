package dev.keeptrail.cli;

import dev.keeptrail.engine.mutation.Mutations;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows on a terminal how many changes of a pack have been tried. Thread-safe. */
final class MutationProgressLine implements Mutations.Progress {
  private static final String START_OF_LINE = "\r\u001b[K";

  private final Invocation invocation;
  private final AtomicBoolean shown = new AtomicBoolean();

  MutationProgressLine(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void at(int done, int total) {
    if (invocation.watched()) {
      shown.set(true);
      invocation.err().print(START_OF_LINE + done + " of " + total + " changes");
      invocation.err().flush();
    }
  }

  /** Takes the line away again. */
  void end() {
    if (shown.get()) {
      invocation.err().print(START_OF_LINE);
      invocation.err().flush();
    }
  }
}
