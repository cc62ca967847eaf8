package dev.keeptrail.detectors.plugin;

import java.util.concurrent.atomic.LongAdder;

/** How many calls of a plug-in there were, and how long scans waited for them. Thread-safe. */
public final class CallFigures {
  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Counts a call that came to its end, whatever that was. */
  void add(long waited) {
    calls.increment();
    nanos.add(waited);
  }

  public long calls() {
    return calls.sum();
  }

  /** In nanoseconds, for all calls together; the wait for a place is part of it. */
  public long nanos() {
    return nanos.sum();
  }
}
