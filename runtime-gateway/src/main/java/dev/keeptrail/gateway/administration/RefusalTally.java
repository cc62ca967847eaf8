package dev.keeptrail.gateway.administration;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the requests that were refused before anything was judged, and so have no event, and puts
 * the counts on the administrative trail: one entry for each route and code that occurred. However
 * many are refused, what is written stays small. Thread-safe.
 */
public final class RefusalTally {
  /** What the trail calls it. */
  static final String ACTION = "requests.refused";

  private static final Actor GATEWAY = new Actor(Actor.SYSTEM, "gateway");

  /** Routes and codes are words of ours; this is for the day when one of them is not. */
  private static final int MAX_KINDS = 1_000;

  private static final Kind OTHER = new Kind("other", "other", 0);

  private final String gatewayId;
  private final Clock clock;
  private final Map<Kind, Long> counts = new TreeMap<>();
  private Instant since;

  private record Kind(String code, String route, int status) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int codes = code.compareTo(other.code);
      int routes = codes == 0 ? route.compareTo(other.route) : codes;
      return routes == 0 ? Integer.compare(status, other.status) : routes;
    }
  }

  public RefusalTally(String gatewayId, Clock clock) {
    this.gatewayId = gatewayId;
    this.clock = clock;
    this.since = now();
  }

  /**
   * A request was refused.
   *
   * @param route as it is registered, never as the caller wrote it
   * @param code the refusal's
   */
  public void count(String route, String code, int status) {
    synchronized (counts) {
      var kind = new Kind(code, route, status);
      boolean known = counts.containsKey(kind) || counts.size() < MAX_KINDS;
      counts.merge(known ? kind : OTHER, 1L, Long::sum);
    }
  }

  /**
   * Puts on the trail what was counted since the last time.
   *
   * @throws LedgerException when an entry could not be written; it and those behind it count anew
   */
  void write(Administration administration) throws LedgerException {
    Map<Kind, Long> taken;
    Instant from;
    Instant until = now();
    synchronized (counts) {
      taken = new TreeMap<>(counts);
      counts.clear();
      from = since;
      since = until;
    }
    try {
      for (Map.Entry<Kind, Long> entry : List.copyOf(taken.entrySet())) {
        Kind kind = entry.getKey();
        Map<String, String> details = details(kind, entry.getValue(), from, until);
        administration.note(ACTION, GATEWAY, kind.code(), details);
        taken.remove(kind);
      }
    } finally {
      if (!taken.isEmpty()) {
        putBack(taken, from);
      }
    }
  }

  private void putBack(Map<Kind, Long> left, Instant from) {
    synchronized (counts) {
      left.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
      since = from;
    }
  }

  private Map<String, String> details(Kind kind, long count, Instant from, Instant until) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("gateway_id", gatewayId);
    details.put("route", kind.route());
    details.put("status", Integer.toString(kind.status()));
    details.put("count", Long.toString(count));
    details.put("since", from.toString());
    details.put("until", until.toString());
    return details;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
