package dev.keeptrail.detectors.plugin;

import java.time.Duration;

/**
 * When an answer is no longer wanted. A detector that goes on after that is interrupted, and what
 * it finds is dropped.
 */
public final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time left; zero when it is over. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  public boolean isPast() {
    return end - System.nanoTime() <= 0;
  }

  /**
   * For the middle of long work.
   *
   * @throws DetectorFailedException when the time is over
   */
  public void check() {
    if (isPast()) {
      throw new DetectorFailedException("time limit reached");
    }
  }
}
