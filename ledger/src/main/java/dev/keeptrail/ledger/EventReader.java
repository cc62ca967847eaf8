package dev.keeptrail.ledger;

import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads events, also while another process appends. */
public interface EventReader extends AutoCloseable {
  /** The events that fit, in the order the query asks for. */
  List<StoredEvent> query(EventQuery query) throws LedgerException;

  /**
   * The same without those that cannot be read. As many come as the query asks for, if the ledger
   * has so many: an answer that holds fewer is the last one.
   *
   * @param leftOut told of each that is passed over on the way
   */
  default List<StoredEvent> query(EventQuery query, LeftOut leftOut) throws LedgerException {
    return query(query);
  }

  Optional<DecisionEvent> find(String id) throws LedgerException;

  /** The administrative events that fit, the newest first. */
  List<StoredAdministrativeEvent> administration(AdministrationQuery query) throws LedgerException;

  /**
   * The same without those that cannot be read; an answer that holds fewer than asked for is the
   * last one.
   *
   * @param leftOut told of each that is passed over on the way
   */
  default List<StoredAdministrativeEvent> administration(AdministrationQuery query, LeftOut leftOut)
      throws LedgerException {
    return administration(query);
  }

  /**
   * Decisions and administrative events together, in the order of their numbers, as they were at
   * one moment: none is passed over that is written meanwhile, or that cannot be read.
   *
   * @param after only greater numbers; 0 for all
   * @param limit at most so many
   */
  List<LedgerEntry> entries(long after, int limit) throws LedgerException;

  /** What was captured beside events, by sequence number, both ends inclusive. */
  Map<Long, StoredCapture> captures(long first, long last) throws LedgerException;

  /**
   * The greatest sequence number of a decision so far; 0 where there is none. Cheap enough to poll.
   */
  long lastSequence() throws LedgerException;

  /**
   * Between which numbers the decisions that a query asks for are, of those that there are now.
   * What the time of the query says of it costs little beside reading the events.
   */
  default EventSpan span(EventQuery query) throws LedgerException {
    return new EventSpan(query.afterSequence(), lastSequence());
  }

  /** The same of decisions and administrative events. */
  long lastEntry() throws LedgerException;

  @Override
  void close();
}
