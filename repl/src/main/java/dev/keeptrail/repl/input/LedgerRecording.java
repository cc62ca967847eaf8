package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger by sequence numbers, also while a gateway appends to it. */
public final class LedgerRecording implements Recording {
  /** Bounds memory: so many captures are held at once at most. */
  private static final int MAX_PAGE = 128;

  private final String name;
  private final EventReader reader;
  private final CaptureOpener opener;

  private LedgerRecording(String name, EventReader reader, CaptureKeys keys) {
    this.name = name;
    this.reader = reader;
    this.opener = new CaptureOpener(keys);
  }

  /**
   * Opens the ledger of a folder.
   *
   * @throws ReplayInputException when there is none that can be read
   */
  public static LedgerRecording open(Path folder, CaptureKeys keys) throws ReplayInputException {
    try {
      return new LedgerRecording(folder.toString(), Ledgers.openForReading(folder), keys);
    } catch (LedgerException unreadable) {
      throw unreadable(unreadable);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalLong count() {
    // Its numbers are those of all entries, what was administered among them.
    return OptionalLong.empty();
  }

  @Override
  public Walk from(long position) {
    return new Pages(Math.max(0, position - 1));
  }

  @Override
  public Optional<Entry> before(long position) throws ReplayInputException {
    try {
      long top = Math.min(position, reader.lastSequence() + 1);
      // WHY: numbers have no gaps, so the first look finds it, in a ledger that nobody cut.
      for (long step = 1; top > 1; step *= 2) {
        long bottom = Math.max(1, top - Math.min(step, MAX_PAGE));
        List<Entry> entries = page(bottom - 1, (int) (top - bottom));
        for (Entry entry : entries.reversed()) {
          if (entry.position() < top) {
            return Optional.of(entry);
          }
        }
        top = bottom;
      }
      return Optional.empty();
    } catch (LedgerException unreadable) {
      throw unreadable(unreadable);
    }
  }

  @Override
  public Optional<Entry> find(String id) throws ReplayInputException {
    try {
      Optional<DecisionEvent> event = reader.find(id);
      return event.isEmpty() ? Optional.empty() : at(id, event.get().timestamp());
    } catch (LedgerException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Looks through those of the same microsecond. */
  private Optional<Entry> at(String id, Instant time) throws LedgerException {
    Instant after = time.plus(1, ChronoUnit.MICROS);
    long seen = 0;
    List<StoredEvent> page;
    do {
      page =
          reader.query(
              new EventQuery(
                  time, after, Set.of(), null, seen, MAX_PAGE, EventQuery.Order.OLDEST_FIRST),
              (_, _) -> {});
      for (StoredEvent stored : page) {
        seen = stored.sequence();
        if (stored.event().id().equals(id)) {
          Map<Long, StoredCapture> captures = reader.captures(seen, seen);
          return Optional.of(entry(stored, captures.get(seen)));
        }
      }
    } while (!page.isEmpty());
    return Optional.empty();
  }

  private List<Entry> page(long after, int size) throws LedgerException {
    List<Entry> entries = new ArrayList<>();
    List<StoredEvent> events =
        reader.query(
            new EventQuery(null, null, Set.of(), null, after, size, EventQuery.Order.OLDEST_FIRST),
            (sequence, id) -> entries.add(unreadable(sequence, id)));
    if (!events.isEmpty()) {
      Map<Long, StoredCapture> captures =
          reader.captures(events.getFirst().sequence(), events.getLast().sequence());
      events.forEach(event -> entries.add(entry(event, captures.get(event.sequence()))));
    }
    entries.sort(Comparator.comparingLong(Entry::position));
    return entries;
  }

  private Entry entry(StoredEvent stored, @Nullable StoredCapture capture) {
    DecisionEvent event = stored.event();
    return new Entry(stored.sequence(), event.id(), () -> opener.open(event, capture));
  }

  private static Entry unreadable(long sequence, String id) {
    return new Entry(
        sequence, UnreadableEvent.id(sequence, id), () -> UnreadableEvent.of(sequence, id));
  }

  private static ReplayInputException unreadable(LedgerException unreadable) {
    return new ReplayInputException(String.valueOf(unreadable.getMessage()));
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Page by page, the first ones small: most who ask want one event. */
  private final class Pages implements Walk {
    private final Deque<Entry> page = new ArrayDeque<>();
    private long seen;
    private int size = 1;

    Pages(long seen) {
      this.seen = seen;
    }

    @Override
    public Optional<Entry> next() throws ReplayInputException {
      if (page.isEmpty()) {
        try {
          page.addAll(page(seen, size));
        } catch (LedgerException unreadable) {
          throw unreadable(unreadable);
        }
        size = Math.min(MAX_PAGE, size * 4);
      }
      Entry next = page.poll();
      if (next != null) {
        seen = next.position();
      }
      return Optional.ofNullable(next);
    }
  }
}
