package dev.keeptrail.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands out events as they arrive, in the order in which the ledger numbered them, none left out
 * and none twice. Asks the ledger again and again, which works for any writer in any process; a
 * round without news costs one look at the last sequence number. For one thread.
 */
public final class EventFollower {
  public static final Duration INTERVAL = Duration.ofMillis(200);

  private static final int PAGE = 1_000;

  private final EventReader reader;
  private final EventQuery query;
  private final LeftOut leftOut;
  private long seen;

  /**
   * The query's limit counts for the events that are there at the start, not for what follows.
   *
   * @param leftOut told of events that cannot be read
   */
  public EventFollower(EventReader reader, EventQuery query, LeftOut leftOut) {
    this.reader = reader;
    this.query = query;
    this.leftOut = leftOut;
    this.seen = query.afterSequence();
  }

  /** The newest events that fit and are there already, oldest first; call it first, and once. */
  public List<StoredEvent> start() throws LedgerException {
    // WHY: asked before the query. Numbers rise in the order of commits, so what is committed
    // between the two is either in the answer or has a number above all of the answer's.
    long last = reader.lastSequence();
    List<StoredEvent> events = new ArrayList<>(reader.query(query, leftOut));
    events.sort(Comparator.comparingLong(StoredEvent::sequence));
    seen = Math.max(Math.max(seen, last), lastOf(events));
    return events;
  }

  /** The next events that fit, oldest first; empty when there is nothing new. */
  public List<StoredEvent> poll() throws LedgerException {
    long last = reader.lastSequence();
    if (last <= seen) {
      return List.of();
    }
    List<StoredEvent> events = reader.query(query.onFrom(seen, PAGE), leftOut);
    seen = events.size() < PAGE ? Math.max(last, lastOf(events)) : lastOf(events);
    return events;
  }

  /**
   * Starts, then hands every batch of events on until told to stop; waits {@link #INTERVAL} only
   * where there was nothing new.
   */
  public void follow(Consumer<List<StoredEvent>> receiver, BooleanSupplier running)
      throws LedgerException, InterruptedException {
    receiver.accept(start());
    while (running.getAsBoolean()) {
      List<StoredEvent> events = poll();
      if (events.isEmpty()) {
        Thread.sleep(INTERVAL);
      } else {
        receiver.accept(events);
      }
    }
  }

  private static long lastOf(List<StoredEvent> events) {
    return events.isEmpty() ? 0 : events.getLast().sequence();
  }
}
