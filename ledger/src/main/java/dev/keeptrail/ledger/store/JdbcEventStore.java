package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.LeafHashers;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger open for appending: events become JSON on the caller's thread, are committed in groups
 * by the writer, and read over a connection of their own.
 */
final class JdbcEventStore implements EventStore {
  /** More than any body within the gateway's limits leaves behind; bounds the queue's memory. */
  static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

  /** What is held as long as the store is open, such as the right to append. */
  interface Holding {
    /** False while what was written might be lost. */
    boolean healthy();

    /** After the last commit. */
    void letGo() throws LedgerException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(JdbcEventStore.class);

  private final LeafHashers leaves = new LeafHashers();
  private final GroupCommit commits;
  private final EventReader reader;
  private final Holding holding;

  JdbcEventStore(GroupCommit commits, EventReader reader, Holding holding) {
    this.commits = commits;
    this.reader = reader;
    this.holding = holding;
  }

  @Override
  public long append(DecisionEvent event, @Nullable StoredCapture capture) throws LedgerException {
    byte[] json = EventJson.toBytes(event);
    if (json.length > MAX_EVENT_BYTES) {
      throw new LedgerException("the event is larger than 16 MiB");
    }
    return commits.append(
        new PendingEvent(
            event.id(),
            EventTimestamp.toMicros(event.timestamp()),
            event.verdict(),
            event.decidingPolicies(),
            json,
            leaf(json),
            capture,
            Filing.of(event)));
  }

  @Override
  public long record(AdministrativeEvent event) throws LedgerException {
    List<Long> there = new ArrayList<>();
    reader
        // One that cannot be read is there all the same.
        .administration(AdministrationQuery.of(event.id()), (sequence, _) -> there.add(sequence))
        .forEach(entry -> there.add(entry.sequence()));
    if (!there.isEmpty()) {
      return there.getFirst();
    }
    byte[] json = AdministrativeJson.toBytes(event);
    return commits.append(PendingEvent.administrative(event, json, leaf(json)));
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query)
      throws LedgerException {
    return reader.administration(query);
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query, LeftOut leftOut)
      throws LedgerException {
    return reader.administration(query, leftOut);
  }

  private SaltedLeaf leaf(byte[] json) throws LedgerException {
    try {
      return leaves.fresh(json);
    } catch (Leaves.UnreadableLeafException impossible) {
      throw new LedgerException("the event has no canonical form", impossible);
    }
  }

  @Override
  public boolean healthy() {
    return commits.healthy() && holding.healthy();
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    return reader.query(query);
  }

  @Override
  public List<StoredEvent> query(EventQuery query, LeftOut leftOut) throws LedgerException {
    return reader.query(query, leftOut);
  }

  @Override
  public Optional<DecisionEvent> find(String id) throws LedgerException {
    return reader.find(id);
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) throws LedgerException {
    return reader.captures(first, last);
  }

  @Override
  public List<LedgerEntry> entries(long after, int limit) throws LedgerException {
    return reader.entries(after, limit);
  }

  @Override
  public long lastEntry() throws LedgerException {
    return reader.lastEntry();
  }

  @Override
  public long lastSequence() throws LedgerException {
    return reader.lastSequence();
  }

  @Override
  public EventSpan span(EventQuery query) throws LedgerException {
    return reader.span(query);
  }

  /** Writes what was handed over, brings it to the disk and gives the ledger free. */
  @Override
  public void close() {
    reader.close();
    commits.close();
    try {
      holding.letGo();
    } catch (LedgerException exception) {
      LOG.warn("the ledger's lock could not be given back", exception);
    }
  }
}
