package dev.keeptrail.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says how far a command is; nothing where nobody watches. It is
 * written over a few times a second at most, and taken away at the end. Thread-safe.
 */
final class ProgressLine implements AutoCloseable {
  private static final String START_OF_LINE = "\r\u001b[K";
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Invocation invocation;
  private boolean shown;
  private long last = System.nanoTime();

  ProgressLine(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Shows what begins now, whatever was shown just before. */
  synchronized void begin(String what) {
    if (invocation.watched()) {
      invocation.err().print(START_OF_LINE + what);
      invocation.err().flush();
      shown = true;
      last = System.nanoTime();
    }
  }

  /** Shows how far it is: the beginning always, the rest where the line is not just written. */
  synchronized void at(long done, long total, String what) {
    if (invocation.watched() && (done == 0 || System.nanoTime() - last >= PAUSE)) {
      begin(done + " of " + total + " " + what);
    }
  }

  /** The same where nobody knows how much there is; nothing of what is soon done. */
  synchronized void at(long done, String what) {
    if (invocation.watched() && System.nanoTime() - last >= PAUSE) {
      begin(String.format(Locale.ROOT, "%,d %s", done, what));
    }
  }

  /** Takes the line away again, before something else is said. */
  synchronized void takeAway() {
    if (shown) {
      invocation.err().print(START_OF_LINE);
      invocation.err().flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    takeAway();
  }
}
