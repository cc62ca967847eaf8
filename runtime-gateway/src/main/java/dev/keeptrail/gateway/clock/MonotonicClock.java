package dev.keeptrail.gateway.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that only goes forward, for what asks for one and means how long ago: whoever sets the
 * time of day moves nothing. Its instants are of no day.
 */
public final class MonotonicClock extends Clock {
  private final LongSupplier nanos;
  private final long start;

  /**
   * Starts at the epoch.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public MonotonicClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(Duration.ofNanos(nanos.getAsLong() - start));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("these instants are of no day");
  }
}
