package dev.keeptrail.gateway.archive;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.QueryFormatException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entries of the administrative trail a URL asks for, in the words of {@code kt events
 * trail}.
 */
public final class TrailParameters {
  private static final Set<String> KNOWN =
      Set.of("since", "until", "action", "actor", "subject", "limit", "cursor");

  private TrailParameters() {}

  /**
   * The newest entries first, behind the cursor where there is one.
   *
   * @throws QueryFormatException also for a parameter that is not known, so that a typing error
   *     never widens an answer
   */
  public static AdministrationQuery page(
      Map<String, List<String>> given, InstantSource clock, int defaultLimit, int most)
      throws QueryFormatException {
    EventParameters parameters = new EventParameters(given, clock).only(KNOWN);
    return new EventQueries(clock)
        .parseTrail(
            parameters.one("since"),
            parameters.one("until"),
            parameters.one("action"),
            parameters.one("actor"),
            parameters.one("subject"),
            parameters.cursor(),
            parameters.limit(defaultLimit, 1, most));
  }
}
