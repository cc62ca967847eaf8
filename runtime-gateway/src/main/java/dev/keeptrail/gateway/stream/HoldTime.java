package dev.keeptrail.gateway.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The longest that a piece of one text waited before all of it was given out. Times are in
 * nanoseconds from any origin. Confined to one thread.
 */
final class HoldTime {
  /** Beyond so many, pieces count as one with the last of them, which came first. */
  private static final int MAX_WAITING = 64;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long longest;

  /**
   * @param end where the piece ends in the text
   */
  private record Waiting(int end, long since) {}

  /**
   * A piece has come, and some of the text may have gone out.
   *
   * @param seen how much of the text has come
   * @param released how much of it is given out
   */
  void moved(int seen, int released, long now) {
    Waiting last = waiting.size() < MAX_WAITING ? null : waiting.pollLast();
    waiting.addLast(new Waiting(seen, last == null ? now : last.since()));
    for (Waiting first = waiting.peekFirst();
        first != null && first.end() <= released;
        first = waiting.peekFirst()) {
      longest = Math.max(longest, now - first.since());
      waiting.removeFirst();
    }
  }

  /** Of all that came up to now; 0 where nothing waited. */
  long longest(long now) {
    Waiting first = waiting.peekFirst();
    return first == null ? longest : Math.max(longest, now - first.since());
  }
}
