package dev.keeptrail.cli;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Since when the pack of a decision was in force, and who put it there, as the trail has it.
 *
 * @param loaded the load with which it came into force; starts with the same pack after it are none
 * @param before the load of the pack that the gateway had before; null where the trail has none
 */
record PackInForce(AdministrativeEvent loaded, @Nullable AdministrativeEvent before) {
  private static final String LOADED = "pack.loaded";
  private static final String DIGEST = "digest";
  private static final int PAGE = 1_000;

  /**
   * Goes back from a decision.
   *
   * @param leftOut told of entries that cannot be read
   * @return null where the trail has no such load before the decision
   */
  static @Nullable PackInForce of(EventReader reader, DecisionEvent event, LeftOut leftOut)
      throws LedgerException {
    var query =
        new AdministrationQuery(
            null, null, event.timestamp().plus(1, ChronoUnit.MICROS), LOADED, null, 0, PAGE);
    AdministrativeEvent loaded = null;
    List<StoredAdministrativeEvent> page = reader.administration(query, leftOut);
    while (!page.isEmpty()) {
      for (StoredAdministrativeEvent stored : page) {
        AdministrativeEvent entry = stored.event();
        if (!event.gatewayId().equals(entry.details().get("gateway_id"))
            || (loaded != null && !isForTheSame(loaded, entry))) {
          continue;
        }
        if (event.pack().digest().equals(entry.details().get(DIGEST))) {
          loaded = entry;
        } else if (loaded != null) {
          return new PackInForce(loaded, entry);
        }
      }
      page = reader.administration(query.behind(page.getLast().position(), PAGE), leftOut);
    }
    return loaded == null ? null : new PackInForce(loaded, null);
  }

  private static boolean isForTheSame(AdministrativeEvent one, AdministrativeEvent other) {
    return Objects.equals(
        one.details().get("consumer_group"), other.details().get("consumer_group"));
  }

  /** When, and who. */
  String words() {
    return "since %s, loaded by %s %s (%s)"
        .formatted(
            loaded.timestamp(),
            loaded.actor().kind(),
            loaded.actor().name(),
            loaded.details().getOrDefault("cause", "-"));
  }

  /** What it took the place of, and how to see what changed; null where nobody knows. */
  @Nullable String change() {
    return before == null
        ? null
        : "before it %s %s; `kt policy diff %s %s` shows what changed"
            .formatted(
                before.subject(),
                before.details().getOrDefault("version", "-"),
                digest(before),
                digest(loaded));
  }

  /** The digest of the plan that a load put into force. */
  static String digest(AdministrativeEvent load) {
    return load.details().getOrDefault(DIGEST, "-");
  }
}
