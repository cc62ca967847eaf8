package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger open for appending: events become JSON on the caller's thread, are committed in groups
 * by the writer, and read over a connection of their own. Owns the append lock until closed.
 */
final class SqliteEventStore implements EventStore {
  /** More than any body within the gateway's limits leaves behind; bounds the queue's memory. */
  static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteEventStore.class);

  private final AppendLock lock;
  private final GroupCommit commits;
  private final @Nullable LogSync sync;
  private final EventReader reader;

  /** The sync is null where every commit syncs by itself. */
  SqliteEventStore(
      AppendLock lock, GroupCommit commits, @Nullable LogSync sync, EventReader reader) {
    this.lock = lock;
    this.commits = commits;
    this.sync = sync;
    this.reader = reader;
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
    List<StoredAdministrativeEvent> there =
        reader.administration(AdministrationQuery.of(event.id()));
    if (!there.isEmpty()) {
      return there.getFirst().sequence();
    }
    byte[] json = AdministrativeJson.toBytes(event);
    return commits.append(PendingEvent.administrative(event, json, leaf(json)));
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query)
      throws LedgerException {
    return reader.administration(query);
  }

  private static SaltedLeaf leaf(byte[] json) throws LedgerException {
    try {
      return Leaves.fresh(json);
    } catch (Leaves.UnreadableLeafException impossible) {
      throw new LedgerException("the event has no canonical form", impossible);
    }
  }

  @Override
  public boolean healthy() {
    return commits.healthy() && (sync == null || sync.healthy());
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    return reader.query(query);
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
  public long lastSequence() throws LedgerException {
    return reader.lastSequence();
  }

  /** Writes what was handed over, folds the log into the file and gives the ledger free. */
  @Override
  public void close() {
    reader.close();
    commits.close();
    if (sync != null) {
      sync.close();
    }
    try {
      lock.close();
    } catch (LedgerException exception) {
      LOG.warn("the ledger's lock could not be given back", exception);
    }
  }
}
