package dev.keeptrail.kafka;

import dev.keeptrail.ledger.SinkCounts;
import dev.keeptrail.ledger.SinkFigures;

/** How far sending is, for those who watch it. Safe for use by many threads. */
final class Progress {
  private final SinkCounts counts = new SinkCounts();
  private volatile long last;
  private volatile long position;

  SinkCounts counts() {
    return counts;
  }

  /** The number of the ledger's last entry, and of the last one that is settled. */
  void at(long lastEntry, long settled) {
    last = lastEntry;
    position = settled;
  }

  SinkFigures figures(String topic) {
    return counts.figures("kafka", topic, last, position);
  }
}
