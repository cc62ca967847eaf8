package dev.keeptrail.ledger;

import dev.keeptrail.ledger.capture.StoredCapture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A ledger that is open for people who look around in it: pages, and figures that were counted when
 * events were recorded. Each call takes bounded time, however many events there are. Safe for many
 * threads, one of which is served at a time.
 */
public interface EventBrowser extends AutoCloseable {
  /**
   * The events that fit, the newest first, behind the query's position.
   *
   * @param query its order does not count
   */
  EventPage page(EventQuery query) throws LedgerException;

  /** The entries of the administrative trail that fit, the newest first. */
  TrailPage trail(AdministrationQuery query) throws LedgerException;

  /** The greatest sequence number so far; 0 for an empty ledger. */
  long lastSequence() throws LedgerException;

  Optional<StoredEvent> find(String id) throws LedgerException;

  /** What was captured beside an event. */
  Optional<StoredCapture> capture(long sequence) throws LedgerException;

  /**
   * Counts by hours.
   *
   * @param since the whole of the hour in which it lies counts
   * @param until exclusive
   * @param hours so many hours are one, 1 or more
   * @return by time rising, then by name, then by verdict
   */
  List<Tally> overTime(TallyKind kind, Instant since, Instant until, int hours)
      throws LedgerException;

  /**
   * Counts by what they are counted by.
   *
   * @return by name, then by verdict; at most 10,000
   */
  List<Tally> byName(TallyKind kind, Instant since, Instant until) throws LedgerException;

  @Override
  void close();
}
