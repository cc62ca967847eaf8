package dev.keeptrail.gateway.http;

import dev.keeptrail.ledger.QueryFormatException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses what an operators' route does not take behind the `?`. A slip in a name would otherwise
 * come to the same as no parameter at all, which mostly asks for everything. Stateless.
 */
final class KnownParameters {
  /** Routes with many parameters, which look at them themselves. */
  private static final Set<String> SELF =
      Set.of(
          "/v1/events",
          "/v1/events/stream",
          "/v1/events/export",
          "/v1/events/stats",
          "/v1/exports/preview",
          "/v1/trail",
          "/keeptrusts/escalations",
          "/console/events",
          "/console/events/stream",
          "/console/trail");

  private static final Map<String, Set<String>> SOME =
      Map.of(
          "/keeptrusts/config/plan", Set.of("group"),
          "/console/overview", Set.of("range"),
          "/console/packs", Set.of("compare", "with"),
          "/console/escalations", Set.of("show"));

  private KnownParameters() {}

  /**
   * Looks at all that there are.
   *
   * @throws QueryFormatException where one is not known, or there more than once
   */
  static void check(Context context) throws QueryFormatException {
    String path = context.path();
    String route = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String query = context.queryString();
    if (query == null || query.isEmpty() || SELF.contains(route)) {
      return;
    }
    Set<String> known = SOME.getOrDefault(route, Set.of());
    for (Map.Entry<String, List<String>> parameter : RawQuery.parameters(context).entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw new QueryFormatException(
            known.isEmpty()
                ? "there are no parameters here"
                : "a parameter is not known here; there are `"
                    + String.join("`, `", new TreeSet<>(known))
                    + "`");
      }
      if (parameter.getValue().size() > 1) {
        throw new QueryFormatException("`" + parameter.getKey() + "` is there more than once");
      }
    }
  }
}
