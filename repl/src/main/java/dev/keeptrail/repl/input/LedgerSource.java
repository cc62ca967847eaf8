package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The events of a ledger, in the order of recording, page by page. */
public final class LedgerSource implements ReplaySource {
  /** Bounds memory: so many captures are held at once at most, and that many more behind. */
  private static final int PAGE = 128;

  private final EventReader reader;
  private final CaptureOpener opener;
  private final EventQuery query;
  private final LeftOut leftOut;
  private final Predicate<String> wanted;
  private final OptionalLong count;
  private final long last;
  private final Deque<ReplayItem> page = new ArrayDeque<>();
  private long seen;
  private boolean ended;

  /**
   * The events that a query asks for, but for its limit and order, up to the last one there is now.
   *
   * @param reader stays the caller's
   * @param leftOut told of events that cannot be read, each of which is a case that says so
   * @param wanted which ids are taken
   * @throws ReplayInputException when the ledger cannot be read
   */
  public LedgerSource(
      EventReader reader,
      CaptureKeys keys,
      EventQuery query,
      LeftOut leftOut,
      Predicate<String> wanted)
      throws ReplayInputException {
    this.reader = reader;
    this.leftOut = leftOut;
    this.opener = new CaptureOpener(keys);
    this.query = query;
    this.wanted = wanted;
    try {
      EventSpan span = reader.span(query);
      this.seen = span.after();
      this.last = span.last();
      this.ended = span.after() >= span.last();
    } catch (LedgerException unreadable) {
      throw unreadable(unreadable);
    }
    this.count = isOfAll(query) ? OptionalLong.of(last) : OptionalLong.empty();
  }

  private static boolean isOfAll(EventQuery query) {
    return query.since() == null
        && query.until() == null
        && query.verdicts().isEmpty()
        && query.policy() == null
        && query.terms().equals(EventTerms.NONE);
  }

  @Override
  public OptionalLong count() {
    return count;
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    while (page.isEmpty() && !ended) {
      fill();
    }
    return Optional.ofNullable(page.poll());
  }

  private void fill() throws ReplayInputException {
    try {
      List<StoredEvent> events = reader.query(query.onFrom(seen, PAGE), this::leaveOut);
      ended = events.size() < PAGE || events.getLast().sequence() >= last;
      if (events.isEmpty()) {
        return;
      }
      Map<Long, StoredCapture> captures = PageCaptures.of(reader, events);
      seen = events.getLast().sequence();
      for (StoredEvent stored : events) {
        if (stored.sequence() > last) {
          ended = true;
        } else if (wanted.test(stored.event().id())) {
          StoredCapture capture = captures.get(stored.sequence());
          page.add(() -> opener.open(stored.event(), capture));
        }
      }
    } catch (LedgerException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private void leaveOut(long sequence, String id) {
    if (sequence <= last && wanted.test(UnreadableEvent.id(sequence, id))) {
      leftOut.add(sequence, id);
      page.add(() -> UnreadableEvent.of(sequence, id));
    }
  }

  private static ReplayInputException unreadable(LedgerException unreadable) {
    return new ReplayInputException(String.valueOf(unreadable.getMessage()));
  }

  @Override
  public void close() {
    page.clear();
  }
}
