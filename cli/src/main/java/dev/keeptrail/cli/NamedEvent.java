package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.RequestEvents;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The decision that somebody names: by its own id, or by what callers have of it, the id of the
 * request.
 */
final class NamedEvent {
  private NamedEvent() {}

  static DecisionEvent find(EventReader reader, String id)
      throws LedgerException, CommandFailedException {
    Optional<DecisionEvent> named = reader.find(id);
    if (named.isPresent()) {
      return named.get();
    }
    String shown = PrintableText.beginning(id);
    var leftOut = new LeftOutRecords();
    List<DecisionEvent> events =
        id.startsWith("evt_") ? List.of() : RequestEvents.of(reader, id, leftOut);
    return switch (events.size()) {
      case 0 ->
          throw new CommandFailedException(
              "there is no event `"
                  + shown
                  + "` in this ledger, and none of a request `"
                  + shown
                  + "`",
              (leftOut.isNone() ? "" : leftOut.words() + "; ")
                  + "`kt events tail` lists the newest ids; what was refused before it was judged has no"
                  + " event, and `kt events trail --action requests.refused` counts it");
      case 1 -> events.getFirst();
      default ->
          throw new CommandFailedException(
              (events.size() == RequestEvents.MOST ? "%d events or more" : "%d events")
                      .formatted(events.size())
                  + " are of requests with the id `"
                  + shown
                  + "`",
              events.stream()
                  .map(event -> PrintableText.of(event.id()))
                  .collect(Collectors.joining(", ", "name one of them: ", "")));
    };
  }
}
