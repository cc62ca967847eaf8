package dev.keeptrail.gateway.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says when something that goes on happening is to be told again, so that a log tells it and does
 * not fill with it. Thread-safe.
 */
public final class Seldom {
  private final long pause;
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  /**
   * Nothing has been told yet.
   *
   * @param pause how long it is kept quiet after it was told
   */
  public Seldom(Duration pause) {
    this.pause = pause.toNanos();
  }

  /**
   * Whether to tell it now; whoever is answered yes does.
   *
   * @param what one of few words
   */
  public boolean isDue(String what) {
    long now = System.nanoTime();
    Long last = told.get(what);
    if (last == null) {
      return told.putIfAbsent(what, now) == null;
    }
    return now - last >= pause && told.replace(what, last, now);
  }
}
