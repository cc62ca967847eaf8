package dev.keeptrail.gateway.administration;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the ledger takes events. What cannot be recorded is not to be asked for, because it would
 * be paid for and thrown away. Once an event could not be written, the next thing that is written
 * is an entry that says so: whoever asks first in a second tries it, and as long as it fails nobody
 * is let in. No clock runs for it, and none is needed: readiness is asked all the time.
 * Thread-safe.
 */
public final class LedgerStanding {
  /** What the trail calls it. */
  static final String ACTION = "ledger.resumed";

  /** How often it is tried whether there is room again. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The same where the entry was written, and what was written may be lost all the same. */
  private static final Duration LONG_INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(LedgerStanding.class);
  private static final Actor GATEWAY = new Actor(Actor.SYSTEM, "gateway");

  private static final Refusal NOT_ASKED =
      Refusal.of(
              503,
              ErrorType.INTERNAL_ERROR,
              "ledger_unavailable",
              "the gateway cannot record decisions, so nothing is asked; try again later, or use"
                  + " another instance")
          .retryAfter("1");

  private final EventStore store;
  private final Supplier<String> ids;
  private final String gatewayId;
  private final Clock clock;
  private final LongSupplier nanos;
  private final ReentrantLock trying = new ReentrantLock();

  /** Since when nothing is let in; null while the ledger takes events. */
  private volatile @Nullable Stop stop;

  /** The last stop, and when it was over; changed by whoever tries. */
  private @Nullable Stop before;

  private long endedNanos;

  /**
   * @param ids of administrative events
   */
  public LedgerStanding(EventStore store, Supplier<String> ids, String gatewayId, Clock clock) {
    this(store, ids, gatewayId, clock, System::nanoTime);
  }

  /**
   * With a way to measure time of its own.
   *
   * @param nanos as {@link System#nanoTime}
   */
  LedgerStanding(
      EventStore store, Supplier<String> ids, String gatewayId, Clock clock, LongSupplier nanos) {
    this.nanos = nanos;
    this.store = store;
    this.ids = ids;
    this.gatewayId = gatewayId;
    this.clock = clock;
  }

  /**
   * The ledger took no event.
   *
   * @param triedNanos {@link System#nanoTime} of the last try
   * @param pause until the next one
   * @param written whether the entry is in the ledger, which is not well all the same
   */
  private record Stop(Instant since, long triedNanos, Duration pause, boolean written) {
    Stop tried(long nanos) {
      return new Stop(since, nanos, pause, written);
    }

    Stop written(long nanos) {
      return new Stop(since, nanos, LONG_INTERVAL, true);
    }
  }

  /**
   * Lets through what can be recorded.
   *
   * @throws RefusedException when it cannot
   */
  public void require() throws RefusedException {
    if (!takesEvents()) {
      throw new RefusedException(NOT_ASKED);
    }
  }

  /** Whether an event could be recorded now; tries where nobody did of late. */
  public boolean takesEvents() {
    if (stop == null && store.healthy()) {
      return true;
    }
    // WHY: one tries, and the others are not kept waiting for a disk or a server that hangs.
    if (!trying.tryLock()) {
      return false;
    }
    try {
      Stop seen = stop;
      if (seen == null) {
        begin();
        return false;
      }
      if (seen.written() && store.healthy()) {
        end(seen);
        return true;
      }
      return nanos.getAsLong() - seen.triedNanos() >= seen.pause().toNanos() && resumes(seen);
    } finally {
      trying.unlock();
    }
  }

  /** Since when the ledger takes no events; empty while it does. */
  public Optional<Instant> stoppedSince() {
    return Optional.ofNullable(stop).map(Stop::since);
  }

  /** An event was not recorded; whether that is the ledger's fault, the ledger knows. */
  public void failed() {
    if (!store.healthy() && trying.tryLock()) {
      try {
        if (stop == null) {
          begin();
        }
      } finally {
        trying.unlock();
      }
    }
  }

  private void begin() {
    long at = nanos.getAsLong();
    stop = new Stop(now(), at, pause(at), false);
    LOG.error(
        "the ledger takes no events: requests are refused until it does again, which is tried by"
            + " itself; make room on its disk, or see to its server");
  }

  /**
   * WHY: where there is room for the entry and none for an event, each try would let in one request
   * that is paid for and thrown away.
   */
  private Duration pause(long at) {
    Stop last = before;
    if (last == null || at - endedNanos >= LONG_INTERVAL.toNanos()) {
      return INTERVAL;
    }
    Duration twice = last.pause().multipliedBy(2);
    return twice.compareTo(LONG_INTERVAL) > 0 ? LONG_INTERVAL : twice;
  }

  private boolean resumes(Stop seen) {
    Instant until = now();
    try {
      long ignored =
          store.record(
              new AdministrativeEvent(
                  ids.get(),
                  until,
                  ACTION,
                  GATEWAY,
                  gatewayId,
                  Map.of("since", seen.since().toString(), "until", until.toString())));
    } catch (LedgerException full) {
      LOG.debug("the ledger still takes no events: {}", full.getMessage());
      stop = seen.tried(nanos.getAsLong());
      return false;
    }
    if (!store.healthy()) {
      stop = seen.written(nanos.getAsLong());
      return false;
    }
    end(seen);
    return true;
  }

  private void end(Stop seen) {
    before = seen;
    endedNanos = nanos.getAsLong();
    stop = null;
    Duration away = Duration.between(seen.since(), now());
    LOG.warn("the ledger takes events again, after {} s", Math.ceilDiv(away.toMillis(), 1_000));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
