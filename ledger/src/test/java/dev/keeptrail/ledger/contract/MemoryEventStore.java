package dev.keeptrail.ledger.contract;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store without a disk: the plainest reading of the contract, to compare the others with. */
public final class MemoryEventStore implements EventStore {
  /** What stays when stores are closed. */
  public static final class Contents {
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<StoredAdministrativeEvent> trail = new ArrayList<>();
    private final Map<Long, StoredCapture> captures = new TreeMap<>();

    private long last() {
      return (long) events.size() + trail.size();
    }
  }

  private static final Comparator<StoredEvent> NEWEST_FIRST =
      Comparator.<StoredEvent>comparingLong(one -> micros(one.event().timestamp()))
          .thenComparingLong(StoredEvent::sequence)
          .reversed();

  private final Contents contents;
  private boolean closed;

  public MemoryEventStore(Contents contents) {
    this.contents = contents;
  }

  private static long micros(Instant time) {
    return EventTimestamp.toMicros(time);
  }

  private void requireOpen() throws LedgerException {
    if (closed) {
      throw new LedgerException("the ledger is closed");
    }
  }

  @Override
  public long append(DecisionEvent event, @Nullable StoredCapture capture) throws LedgerException {
    synchronized (contents) {
      requireOpen();
      if (find(event.id()).isPresent()) {
        throw new LedgerException("an event with this id is in the ledger already");
      }
      long sequence = contents.last() + 1;
      contents.events.add(new StoredEvent(sequence, event));
      if (capture != null) {
        contents.captures.put(sequence, capture);
      }
      return sequence;
    }
  }

  @Override
  public long record(AdministrativeEvent event) throws LedgerException {
    synchronized (contents) {
      requireOpen();
      for (StoredAdministrativeEvent there : contents.trail) {
        if (there.event().id().equals(event.id())) {
          return there.sequence();
        }
      }
      long sequence = contents.last() + 1;
      contents.trail.add(new StoredAdministrativeEvent(sequence, event));
      return sequence;
    }
  }

  @Override
  public boolean healthy() {
    return !closed;
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    synchronized (contents) {
      requireOpen();
      Comparator<StoredEvent> order =
          switch (query.order()) {
            case NEWEST_FIRST -> NEWEST_FIRST;
            case OLDEST_FIRST -> Comparator.comparingLong(StoredEvent::sequence);
          };
      return contents.events.stream()
          .filter(fits(query))
          .sorted(order)
          .limit(query.limit())
          .toList();
    }
  }

  private static Predicate<StoredEvent> fits(EventQuery query) {
    return stored -> {
      DecisionEvent event = stored.event();
      Instant at = event.timestamp();
      EventPosition before = query.before();
      String policy = query.policy();
      return stored.sequence() > query.afterSequence()
          && (query.since() == null || !at.isBefore(query.since()))
          && (query.until() == null || at.isBefore(query.until()))
          && (query.verdicts().isEmpty() || query.verdicts().contains(event.verdict()))
          && (policy == null || event.decidingPolicies().contains(policy))
          && (before == null
              || micros(at) < before.at()
              || (micros(at) == before.at() && stored.sequence() < before.sequence()))
          && says(event, query.terms());
    };
  }

  private static boolean says(DecisionEvent event, EventTerms terms) {
    String text = terms.text();
    return (terms.reason() == null || event.reasonCode().equals(terms.reason()))
        && (terms.model() == null || event.model().equals(terms.model()))
        && (terms.provider() == null || event.provider().equals(terms.provider()))
        && (text == null || lower(json(event)).contains(lower(text)))
        && terms.caller().fit(event);
  }

  private static String json(DecisionEvent event) {
    return new String(EventJson.toBytes(event), StandardCharsets.UTF_8);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<DecisionEvent> find(String id) {
    synchronized (contents) {
      return contents.events.stream()
          .map(StoredEvent::event)
          .filter(event -> event.id().equals(id))
          .findFirst();
    }
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query) {
    synchronized (contents) {
      return contents.trail.stream()
          .filter(stored -> query.id() == null || stored.event().id().equals(query.id()))
          .filter(stored -> stored.sequence() > query.afterSequence())
          .sorted(Comparator.comparingLong(StoredAdministrativeEvent::sequence).reversed())
          .limit(query.limit())
          .toList();
    }
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) {
    synchronized (contents) {
      Map<Long, StoredCapture> captures = new TreeMap<>(contents.captures);
      captures.keySet().removeIf(sequence -> sequence < first || sequence > last);
      return captures;
    }
  }

  @Override
  public List<LedgerEntry> entries(long after, int limit) {
    synchronized (contents) {
      return Stream.<LedgerEntry>concat(contents.events.stream(), contents.trail.stream())
          .filter(entry -> entry.sequence() > after)
          .sorted(Comparator.comparingLong(LedgerEntry::sequence))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public long lastSequence() throws LedgerException {
    synchronized (contents) {
      requireOpen();
      return contents.events.isEmpty() ? 0 : contents.events.getLast().sequence();
    }
  }

  @Override
  public long lastEntry() throws LedgerException {
    synchronized (contents) {
      requireOpen();
      return contents.last();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
