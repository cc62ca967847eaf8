package dev.keeptrail.cli;

import dev.keeptrail.ledger.StoredEvent;
import java.util.List;

final class EventListing {
  private EventListing() {}

  static String table(List<StoredEvent> events) {
    var text = new StringBuilder();
    for (StoredEvent stored : events) {
      var e = stored.event();
      text.append(
          e.timestamp() + "  " + e.id() + "  " + e.verdict() + "  " + e.reasonCode() + "\n");
    }
    return text.toString();
  }
}
