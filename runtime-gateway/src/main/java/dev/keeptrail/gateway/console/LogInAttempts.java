package dev.keeptrail.gateway.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who tries words: ten failures in a minute from one address, a hundred from all. Counts
 * failures only, so that nobody who knows the word is kept waiting by others' successes.
 * Thread-safe.
 */
public final class LogInAttempts {
  static final int OF_ONE = 10;
  static final int OF_ALL = 100;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_ADDRESSES = 1_000;

  private final LongSupplier nanoClock;
  private final Count all = new Count();
  private final Map<String, Count> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** Failures since the beginning of a window. */
  private static final class Count {
    private long began;
    private int failures;

    private int at(long now) {
      if (failures > 0 && now - began > WINDOW_NANOS) {
        failures = 0;
      }
      return failures;
    }

    private void add(long now) {
      if (at(now) == 0) {
        began = now;
      }
      failures++;
    }
  }

  public LogInAttempts(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether somebody at this address may try. */
  public synchronized boolean allows(String address) {
    long now = nanoClock.getAsLong();
    Count count = byAddress.get(address);
    return all.at(now) < OF_ALL && (count == null || count.at(now) < OF_ONE);
  }

  public synchronized void failed(String address) {
    long now = nanoClock.getAsLong();
    all.add(now);
    byAddress.computeIfAbsent(address, _ -> new Count()).add(now);
  }
}
