package dev.keeptrail.cli;

import java.time.Duration;

/** Tells a command that serves or follows when to end: Ctrl-C and SIGTERM, or a test. */
interface StopSignal {
  /** Waits for the signal for at most the given time; true when it has come. */
  boolean await(Duration atMost) throws InterruptedException;

  /** Waits for the signal. */
  void await() throws InterruptedException;
}
