package dev.keeptrail.ledger.event;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of events and requests: a prefix and 26 characters of Crockford base 32, which hold
 * 48 bits of milliseconds and 80 random bits. Ids of one instance rise strictly, also within a
 * millisecond and when the clock steps back. Safe for many threads.
 */
public final class EventIds {
  /** What ids of requests begin with. */
  public static final String REQUEST = "req_";

  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 26;
  private static final int TIME_LENGTH = 10;
  private static final int PREFIX_LENGTH = 4;
  private static final int BITS = 5;
  private static final long MAX_MILLIS = (1L << 48) - 1;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private long millis = -1;
  private int high;
  private long low;

  public EventIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Ids from this clock that nobody can guess ahead of their millisecond. */
  public static EventIds secure(InstantSource clock) {
    return new EventIds(clock, new SecureRandom());
  }

  /** The next id of an event, {@code evt_...}. */
  public String nextEvent() {
    return next("evt_");
  }

  /** The next id of a request, {@code req_...}. */
  public String nextRequest() {
    return next(REQUEST);
  }

  /** The next id of an administrative event, {@code adm_...}. */
  public String nextAdministrative() {
    return next("adm_");
  }

  /** The next id of an export, {@code exp_...}. */
  public String nextExport() {
    return next("exp_");
  }

  /** When an id was made, by the clock of whoever made it; empty for what is no such id. */
  public static Optional<Instant> made(String id) {
    if (id.length() != PREFIX_LENGTH + LENGTH) {
      return Optional.empty();
    }
    long millis = 0;
    for (int at = PREFIX_LENGTH; at < id.length(); at++) {
      int value = Arrays.binarySearch(ALPHABET, id.charAt(at));
      if (value < 0) {
        return Optional.empty();
      }
      if (at < PREFIX_LENGTH + TIME_LENGTH) {
        millis = millis << BITS | value;
      }
    }
    return millis > MAX_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private String next(String prefix) {
    long now = Math.clamp(clock.millis(), 0, MAX_MILLIS);
    lock.lock();
    try {
      if (now > millis) {
        restart(now);
      } else {
        increment();
      }
      return prefix + encoded();
    } finally {
      lock.unlock();
    }
  }

  private void restart(long now) {
    millis = now;
    high = random.nextInt() & 0xFFFF;
    low = random.nextLong();
  }

  private void increment() {
    low++;
    if (low == 0) {
      high++;
    }
    if (high > 0xFFFF) {
      restart(millis + 1);
    }
  }

  private String encoded() {
    char[] text = new char[LENGTH];
    long top = (millis << 16) | high;
    long bottom = low;
    for (int at = LENGTH - 1; at >= 0; at--) {
      text[at] = ALPHABET[(int) (bottom & 31)];
      bottom = (bottom >>> 5) | (top << 59);
      top >>>= 5;
    }
    return new String(text);
  }
}
