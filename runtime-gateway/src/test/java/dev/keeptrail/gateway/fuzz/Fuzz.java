package dev.keeptrail.gateway.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Tries seeds one after the other until time is up, or one seed that failed before. */
final class Fuzz {
  /** Short enough for every build, which has several of these tests. */
  private static final long SHORT = 700;

  private static final long MILLIS = Long.getLong("keeptrail.fuzz.seconds", 0) * 1_000;

  /** A long run goes on behind a failure, which may be one of many alike. */
  private static final int MAX_FAILURES = 10;

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
    long end = System.nanoTime() + (MILLIS == 0 ? SHORT : MILLIS) * 1_000_000;
    List<String> failures = new ArrayList<>();
    int tried = 0;
    while (System.nanoTime() < end && failures.size() < MAX_FAILURES) {
      long seed = ThreadLocalRandom.current().nextLong();
      tried++;
      try {
        one.with(seed);
      } catch (Exception | AssertionError failed) {
        failures.add("-Dkeeptrail.fuzz.seed=" + seed + ": " + failed.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(
          failures.size() + " failures in " + tried + " tries\n" + String.join("\n\n", failures));
    }
  }
}
