package dev.keeptrail.cli;

import dev.keeptrail.repl.run.ReplayProgress;
import java.util.Locale;

/** Shows on a terminal how far a replay has come, how fast, and how long it will take. */
final class ReplayProgressLine implements ReplayProgress {
  private static final String START_OF_LINE = "\r\u001b[K";
  private static final double NANOS = 1e9;

  private final Invocation invocation;
  private final long start = System.nanoTime();
  private boolean shown;

  ReplayProgressLine(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void at(long done, long total) {
    if (!invocation.watched()) {
      return;
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    double rate = seconds <= 0 ? 0 : done / seconds;
    String line = String.format(Locale.ROOT, "%,d events  %,.0f/s", done, rate);
    if (total > 0 && rate > 0) {
      line +=
          String.format(
              Locale.ROOT, "  %3.0f %%  %,.0f s left", 100.0 * done / total, (total - done) / rate);
    }
    invocation.err().print(START_OF_LINE + line);
    invocation.err().flush();
    shown = true;
  }

  /** Takes the line away again. */
  void end() {
    if (shown) {
      invocation.err().print(START_OF_LINE);
      invocation.err().flush();
    }
  }
}
