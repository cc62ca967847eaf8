package dev.keeptrail.gateway;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Keeps events in memory; can be told to fail, or to hold an append back. */
public final class MemoryStore implements EventStore {
  public final List<DecisionEvent> events = new CopyOnWriteArrayList<>();
  final List<AdministrativeEvent> trail = new CopyOnWriteArrayList<>();
  volatile boolean failing;
  private volatile boolean healthy = true;
  volatile @Nullable CountDownLatch gate;
  final CountDownLatch reached = new CountDownLatch(1);

  @Override
  public long append(DecisionEvent event, @Nullable StoredCapture capture) throws LedgerException {
    reached.countDown();
    CountDownLatch held = gate;
    try {
      if (held != null) {
        held.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted");
    }
    write();
    events.add(event);
    return events.size();
  }

  @Override
  public long record(AdministrativeEvent event) throws LedgerException {
    write();
    trail.add(event);
    return trail.size();
  }

  /** An event found no room; an entry of the trail does. */
  public void loseAnEvent() {
    healthy = false;
  }

  /** Knows how it is by what it did last, as a ledger does. */
  private void write() throws LedgerException {
    healthy = !failing;
    if (failing) {
      throw new LedgerException("the disk is full");
    }
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query) {
    return List.of();
  }

  DecisionEvent only() {
    if (events.size() != 1) {
      throw new AssertionError("expected one event, found " + events.size());
    }
    return events.getFirst();
  }

  @Override
  public boolean healthy() {
    return healthy;
  }

  @Override
  public List<StoredEvent> query(EventQuery query) {
    return List.of();
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) {
    return Map.of();
  }

  @Override
  public Optional<DecisionEvent> find(String id) {
    return events.stream().filter(event -> event.id().equals(id)).findFirst();
  }

  @Override
  public List<LedgerEntry> entries(long after, int limit) {
    return List.of();
  }

  @Override
  public long lastEntry() {
    return events.size();
  }

  @Override
  public long lastSequence() {
    return events.size();
  }

  @Override
  public void close() {}
}
