package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.CallerTerms;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement found.
 *
 * @param events those that can be read
 * @param count of rows, readable or not
 * @param last place of the last row, as the ledger has it filed; null where there is none
 */
record EventRows(List<StoredEvent> events, int count, @Nullable EventPosition last) {
  EventRows {
    events = List.copyOf(events);
  }

  /** The events of somebody's requests. */
  List<StoredEvent> fitting(CallerTerms caller) {
    return caller.isAnybody()
        ? events
        : events.stream().filter(stored -> caller.fit(stored.event())).toList();
  }
}
