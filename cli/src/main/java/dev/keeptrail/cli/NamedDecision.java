package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The decision that somebody names, by the id of its event or by that of its request. */
final class NamedDecision {
  private static final String REQUEST = "req_";
  private static final int LIMIT = 10;

  /** How far a clock may have been put back between the id of a request and its event. */
  private static final Duration BEFORE = Duration.ofMinutes(10);

  /**
   * Within what time of its id a request has its event: nearly all in the first, any in the last.
   * Requests are found by reading events, so as few as possible are read.
   */
  private static final List<Duration> BEHIND = List.of(Duration.ofMinutes(10), Duration.ofDays(1));

  private NamedDecision() {}

  static boolean isRequest(String id) {
    return id.startsWith(REQUEST);
  }

  static DecisionEvent find(EventReader reader, String id)
      throws LedgerException, CommandFailedException {
    if (!isRequest(id)) {
      return reader.find(id).orElseThrow(() -> missing(id));
    }
    List<DecisionEvent> found = ofRequest(reader, id);
    if (found.size() > 1) {
      throw new CommandFailedException(
          "`%s` has more than one event".formatted(id),
          "name one of "
              + found.stream()
                  .map(event -> "`" + PrintableText.beginning(event.id()) + "`")
                  .collect(Collectors.joining(", ")));
    }
    return found.stream().findFirst().orElseThrow(() -> missing(id));
  }

  private static List<DecisionEvent> ofRequest(EventReader reader, String id)
      throws LedgerException {
    Instant made = EventIds.time(id).orElse(null);
    if (made == null) {
      return List.of();
    }
    Instant since = made.minus(BEFORE);
    for (Duration behind : BEHIND) {
      Instant until = made.plus(behind);
      var query =
          new EventQuery(since, until, Set.of(), null, 0, LIMIT)
              .with(new EventTerms(null, null, null, id));
      List<DecisionEvent> found =
          reader.query(query).stream()
              .map(StoredEvent::event)
              .filter(event -> event.requestId().equals(id))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      since = until;
    }
    return List.of();
  }

  private static CommandFailedException missing(String id) {
    String shown = PrintableText.beginning(id);
    if (isRequest(id)) {
      return new CommandFailedException(
          "there is no event of the request `" + shown + "` in this ledger",
          "what is refused before it is judged, as without a key or beyond a limit, has none;"
              + " `kt events trail --action requests.refused` counts those");
    }
    return new CommandFailedException(
        "there is no event `" + shown + "` in this ledger",
        id.startsWith("evt_")
            ? "`kt events tail` lists the newest ids"
            : "ids begin with `evt_` or `req_`; `kt events tail --search` looks for a caller's own");
  }
}
