package dev.keeptrail.ledger.store;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells appenders when their time is up.
 *
 * <p>WHY: a virtual thread that waits for a limited time wakes the JDK's timer when it begins to
 * wait and again when it ends, which is two hand-offs to another thread for each event. This timer
 * is not woken for a deadline behind one that it knows, and it always knows one.
 */
final class AppendDeadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  AppendDeadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ledger-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    // Once it is closed, every event is settled.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    var ignored = timer.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
  }

  /** The end of one appender's time, unless it is closed before. */
  @FunctionalInterface
  interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  Deadline of(PendingEvent event, long nanos) {
    ScheduledFuture<?> end = timer.schedule(event::late, nanos, TimeUnit.NANOSECONDS);
    return () -> end.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
