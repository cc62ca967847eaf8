package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;

import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventQuery.Order;
import dev.keeptrail.ledger.EventTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Queries with and without each thing that can be asked for. */
public final class QueryShapes {
  private QueryShapes() {}

  public static List<EventQuery> all() {
    List<EventQuery> shapes = new ArrayList<>();
    for (Order order : Order.values()) {
      for (Set<String> verdicts : List.of(Set.<String>of(), Set.of("block"), Set.of("a", "b"))) {
        for (EventTerms terms : everyTerm()) {
          shapes.add(new EventQuery(NOON, null, verdicts, null, 0, 50, order).with(terms));
          shapes.add(
              new EventQuery(NOON, null, verdicts, "dlp", 0, 50, order)
                  .with(terms)
                  .behind(new EventPosition(5, 5)));
        }
        shapes.add(new EventQuery(NOON, NOON, verdicts, "dlp", 3, 50, order));
        shapes.add(new EventQuery(NOON, null, verdicts, null, 0, 50, order));
        shapes.add(new EventQuery(null, NOON, verdicts, null, 0, 50, order));
        shapes.add(new EventQuery(null, null, verdicts, null, 0, 50, order));
      }
    }
    return shapes;
  }

  private static List<EventTerms> everyTerm() {
    return List.of(
        reason("a"),
        new EventTerms(null, "a", null, null),
        new EventTerms(null, null, "a", null),
        new EventTerms(null, null, null, "a"),
        new EventTerms("a", "b", "c", "d"));
  }

  private static EventTerms reason(String reason) {
    return new EventTerms(reason, null, null, null);
  }
}
