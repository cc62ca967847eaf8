package dev.keeptrail.gateway.repetition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What callers have sent within a window, each caller's latest requests only, and of all callers no
 * more than a fixed number: those who were quiet longest are forgotten first. Thread-safe.
 */
final class RecentRequests {
  private final long windowMillis;
  private final int ofOne;
  private final int ofAll;
  private final double similarity;

  /** By fingerprint; whoever sent something last stands last. */
  private final Map<String, Deque<Sent>> callers = new LinkedHashMap<>(16, 0.75f, true);

  private int size;

  /**
   * @param ofOne how many requests of one caller are kept
   * @param ofAll how many are kept in all
   */
  RecentRequests(long windowMillis, int ofOne, int ofAll, double similarity) {
    this.windowMillis = windowMillis;
    this.ofOne = ofOne;
    this.ofAll = ofAll;
    this.similarity = similarity;
  }

  private record Sent(long millis, TextSketch text) {}

  /** Remembers a request, and says how many like it there are now, itself among them. */
  synchronized int add(String caller, TextSketch text, long now) {
    Deque<Sent> sent = callers.computeIfAbsent(caller, _ -> new ArrayDeque<>());
    while (!sent.isEmpty() && sent.getFirst().millis() <= now - windowMillis) {
      sent.removeFirst();
      size--;
    }
    int alike = 1;
    for (Sent before : sent) {
      if (before.text().likeness(text) >= similarity) {
        alike++;
      }
    }
    if (sent.size() == ofOne) {
      sent.removeFirst();
      size--;
    }
    sent.addLast(new Sent(now, text));
    size++;
    forget();
    return alike;
  }

  private void forget() {
    var quietest = callers.entrySet().iterator();
    // INVARIANT: the caller of this request stands last, and one caller alone is never too much.
    while (size > ofAll && quietest.hasNext()) {
      size -= quietest.next().getValue().size();
      quietest.remove();
    }
  }

  /** How many requests are remembered. */
  synchronized int size() {
    return size;
  }
}
