package dev.keeptrail.ledger.store;

/** Waits for threads that are told to end. */
final class Joining {
  private Joining() {}

  /** However often the waiting thread is interrupted; its flag is kept. */
  static void join(Thread ending) {
    boolean interrupted = false;
    while (ending.isAlive()) {
      try {
        ending.join();
      } catch (InterruptedException exception) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
