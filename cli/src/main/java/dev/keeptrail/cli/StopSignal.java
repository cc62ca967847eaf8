package dev.keeptrail.cli;

import java.time.Duration;

/** Tells a command that serves or follows when to end: Ctrl-C and SIGTERM, or a test. */
interface StopSignal {
  /**
   * From now on the signal counts, also one that comes before anybody waits: what is being started
   * is then ended in good order right after.
   */
  void listen();

  /** Waits for the signal for at most the given time; true when it has come. */
  boolean await(Duration atMost) throws InterruptedException;

  /** Whether the signal has come; also true for a thread that is to end. */
  default boolean isAsked() {
    try {
      return await(Duration.ZERO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits for the signal. */
  void await() throws InterruptedException;
}
