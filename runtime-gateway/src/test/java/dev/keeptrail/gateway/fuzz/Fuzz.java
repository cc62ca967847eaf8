package dev.keeptrail.gateway.fuzz;

import java.util.concurrent.ThreadLocalRandom;

/** Tries seeds one after the other until time is up, or one seed that failed before. */
final class Fuzz {
  private static final long SECONDS = Long.getLong("keeptrail.fuzz.seconds", 2);

  private Fuzz() {}

  /** What is tried. */
  interface Try {
    void with(long seed) throws Exception;
  }

  static void run(Try one) throws Exception {
    Long only = Long.getLong("keeptrail.fuzz.seed");
    if (only != null) {
      one.with(only);
      return;
    }
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    int tried = 0;
    while (System.nanoTime() < end) {
      long seed = ThreadLocalRandom.current().nextLong();
      try {
        one.with(seed);
      } catch (Exception | AssertionError failed) {
        if (Boolean.getBoolean("keeptrail.fuzz.goeson")) {
          System.out.println("FAILED " + seed + " " + failed.getMessage().replace('\n', '\u2028'));
          tried++;
          continue;
        }
        throw new AssertionError(
            "after %d exchanges, -Dkeeptrail.fuzz.seed=%d: %s"
                .formatted(tried, seed, failed.getMessage()),
            failed);
      }
      tried++;
    }
    System.getLogger(Fuzz.class.getName()).log(System.Logger.Level.INFO, "tried " + tried);
  }
}
