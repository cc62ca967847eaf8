package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The captures of a page of events, and not of those that lie between them. Stateless. */
final class PageCaptures {
  private static final int STRETCH = 4;

  private PageCaptures() {}

  /** By sequence number; asks once where the page is dense. */
  static Map<Long, StoredCapture> of(EventReader reader, List<StoredEvent> page)
      throws LedgerException {
    if (page.isEmpty()) {
      return Map.of();
    }
    long first = page.getFirst().sequence();
    long last = page.getLast().sequence();
    if (last - first < (long) STRETCH * page.size()) {
      return reader.captures(first, last);
    }
    Map<Long, StoredCapture> captures = new HashMap<>();
    for (StoredEvent stored : page) {
      captures.putAll(reader.captures(stored.sequence(), stored.sequence()));
    }
    return captures;
  }
}
