package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the events of a request by an id that a caller knows: the gateway's, or the one that the
 * caller sent along. No index has either. The gateway's says when it was made, so that little is
 * looked through; for a caller's own everything is, from the newest event on.
 */
public final class RequestEvents {
  /** So many are told apart; a caller may send the same id for ever. */
  public static final int MOST = 20;

  private static final int PAGE = 1_000;

  /** Clocks are set back a little while requests are inside. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  /** Hardly a request takes longer; those that did are found by the second look. */
  private static final Duration AFTER = Duration.ofHours(1);

  private RequestEvents() {}

  /**
   * The events of the request, the newest first.
   *
   * @param id of the request, as the gateway or as the caller calls it
   * @param leftOut told of events that cannot be read, and may be of the request
   */
  public static List<DecisionEvent> of(EventReader reader, String id, LeftOut leftOut)
      throws LedgerException {
    Instant made = id.startsWith(EventIds.REQUEST) ? EventIds.made(id).orElse(null) : null;
    if (made != null) {
      List<DecisionEvent> near =
          look(
              reader,
              id,
              new EventQuery(
                  made.minus(BEFORE), made.plus(AFTER), Set.of(), null, 0, EventQuery.MAX_LIMIT),
              leftOut);
      if (!near.isEmpty()) {
        return near;
      }
    }
    return look(reader, id, EventQuery.latest(PAGE), leftOut);
  }

  private static List<DecisionEvent> look(
      EventReader reader, String id, EventQuery all, LeftOut leftOut) throws LedgerException {
    List<DecisionEvent> found = new ArrayList<>();
    EventQuery query = all.with(new EventTerms(null, null, null, id));
    Optional<StoredEvent> last;
    do {
      List<StoredEvent> page = reader.query(query, leftOut);
      page.stream()
          .map(StoredEvent::event)
          .filter(event -> event.requestId().equals(id) || id.equals(event.clientRequestId()))
          .limit((long) MOST - found.size())
          .forEach(found::add);
      last =
          page.size() < query.limit() || found.size() == MOST
              ? Optional.empty()
              : Optional.of(page.getLast());
      if (last.isPresent()) {
        query = query.behind(position(last.get()));
      }
    } while (last.isPresent());
    return found;
  }

  private static EventPosition position(StoredEvent stored) {
    return new EventPosition(
        EventTimestamp.toMicros(stored.event().timestamp()), stored.sequence());
  }
}
