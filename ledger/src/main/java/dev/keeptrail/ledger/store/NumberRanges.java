package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.retention.Pruning;
import java.util.Map;
import java.util.TreeMap;

/** Numbers of events, as ranges that do not touch each other. One thread. */
final class NumberRanges {
  /** The last number by the first. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  void add(long first, long last) {
    long from = first;
    long to = last;
    Map.Entry<Long, Long> near = ranges.floorEntry(to + 1);
    while (near != null && near.getValue() >= from - 1) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      ranges.remove(near.getKey());
      near = ranges.floorEntry(to + 1);
    }
    ranges.put(from, to);
  }

  boolean contain(long number) {
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  boolean contain(Pruning.Range other) {
    Map.Entry<Long, Long> range = ranges.floorEntry(other.first());
    return range != null && range.getValue() >= other.last();
  }
}
