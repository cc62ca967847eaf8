package dev.keeptrail.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be done at one moment that may come while somebody is there. Thread-safe. */
public final class Ends {
  private final Map<Object, Runnable> ends = new ConcurrentHashMap<>();
  private volatile boolean called;

  /**
   * Somebody is there until the moment comes, or until it has gone.
   *
   * @param end is run when the moment comes; at once where it has come already
   */
  public Doorway.Stay until(Runnable end) {
    var key = new Object();
    ends.put(key, end);
    // INVARIANT: added first, then looked, so that the moment never misses anyone.
    if (called) {
      end.run();
    }
    return () -> ends.remove(key);
  }

  /** The moment has come. */
  public void call() {
    called = true;
    ends.values().forEach(Runnable::run);
  }

  public boolean isCalled() {
    return called;
  }
}
