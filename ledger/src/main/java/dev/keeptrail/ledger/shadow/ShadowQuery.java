package dev.keeptrail.ledger.shadow;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which differences are asked for; the newest come first.
 *
 * @param event of this event only; null for any
 * @param since from then on; null for any time
 * @param until before then; null for any time
 * @param changes the words of changes; empty for all
 */
public record ShadowQuery(
    @Nullable String event,
    @Nullable Instant since,
    @Nullable Instant until,
    Set<String> changes,
    int limit) {
  public ShadowQuery {
    changes = Set.copyOf(changes);
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  /** All there is of one event. */
  public static ShadowQuery of(String event) {
    return new ShadowQuery(event, null, null, Set.of(), 100);
  }
}
