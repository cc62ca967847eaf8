package dev.keeptrail.ledger;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what one place was sent. Safe for use by many threads. */
public final class SinkCounts {
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private volatile @Nullable Instant lastSuccess;

  public void sent(Instant now) {
    sent.increment();
    lastSuccess = now;
  }

  public void failed() {
    failed.increment();
  }

  /** A record was passed over that cannot be read. */
  public void unreadable() {
    unreadable.increment();
  }

  /**
   * What was counted so far.
   *
   * @param last number of the last entry of the ledger
   * @param position number of the last one that is settled
   */
  public SinkFigures figures(String sink, String target, long last, long position) {
    return new SinkFigures(
        sink,
        target,
        sent.sum(),
        failed.sum(),
        unreadable.sum(),
        Math.max(0, last - position),
        lastSuccess);
  }
}
