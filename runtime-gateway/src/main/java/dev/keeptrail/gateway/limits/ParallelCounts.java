package dev.keeptrail.gateway.limits;

import java.util.concurrent.ConcurrentHashMap;

/** How many requests of whom are inside. Thread-safe; remembers nobody who is not inside. */
final class ParallelCounts {
  private final ConcurrentHashMap<String, Integer> inside = new ConcurrentHashMap<>();

  /** Lets one in, or does not where there are so many already. */
  boolean enter(String whose, int most) {
    boolean[] entered = new boolean[1];
    inside.compute(
        whose,
        (name, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < most;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  void leave(String whose) {
    inside.computeIfPresent(whose, (name, count) -> count == 1 ? null : count - 1);
  }

  int size() {
    return inside.size();
  }
}
