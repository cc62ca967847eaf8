package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventTable;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.time.ZoneId;
import java.util.List;

/** Prints events: a table for people, JSON for programs. */
final class EventListing {
  private static final int NO_LIMIT = 200;

  private final Invocation invocation;
  private final boolean json;
  private final EventTable table;

  /**
   * @param zone whose times the table shows; JSON has them in UTC
   */
  EventListing(Invocation invocation, boolean json, ZoneId zone) {
    this.invocation = invocation;
    this.json = json;
    this.table = new EventTable(FittedTable.width(invocation, NO_LIMIT), invocation.colour(), zone);
  }

  /** What is said where there is none to show. */
  static String none(EventFilter filter) {
    return filter.isGiven()
        ? "no recorded decision fits the filter"
        : "no decision is recorded yet";
  }

  /** All of them at once: a table with a header, or one JSON array. */
  void printAll(List<StoredEvent> events) {
    if (json) {
      invocation
          .out()
          .println(EventJson.writeArray(events.stream().map(StoredEvent::event).toList()));
    } else {
      invocation.out().print(table.render(events));
    }
    invocation.out().flush();
  }

  /** Says that there is none to show, away from the results, where an array does not say it. */
  void printNone(EventFilter filter, String then) {
    if (!json) {
      invocation.note(none(filter) + then);
    }
  }

  void printHeader() {
    if (!json) {
      invocation.out().println(table.header());
    }
  }

  /** One line for each event; false when the reader of the output has gone away. */
  boolean printLines(List<StoredEvent> events) {
    for (StoredEvent stored : events) {
      invocation.out().println(json ? EventJson.write(stored.event()) : table.row(stored.event()));
    }
    return !invocation.out().checkError();
  }
}
