package dev.keeptrail.gateway.exchange;

import java.time.Duration;

/** Lets some through at once, and then one a second. One use, one thread. */
final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long ahead;
  private long next;

  /**
   * @param atOnce how many pass without a wait after a long pause; 1 at least
   */
  Pace(int atOnce) {
    this.ahead = (atOnce - 1) * SECOND;
    this.next = System.nanoTime() - ahead;
  }

  /** Waits until it is one's turn, a second at most. */
  void await() {
    long now = System.nanoTime();
    next = Math.max(next, now - ahead) + SECOND;
    long early = next - now - SECOND;
    if (early > 0) {
      try {
        Thread.sleep(Duration.ofNanos(Math.min(early, SECOND)));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
