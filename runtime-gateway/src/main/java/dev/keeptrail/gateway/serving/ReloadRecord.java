package dev.keeptrail.gateway.serving;

import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reload.
 *
 * @param cause how it was asked for: {@code request}, {@code signal}, {@code watch} or {@code
 *     revert}
 * @param by who asked, where somebody did whom the gateway knows; null where its own operator did,
 *     who sent a signal or changed a file
 * @param changed whether any pack was replaced
 * @param problem why it was refused; null when it was carried out
 * @param digest of the common plan that is served after it
 * @param groups of the plans that consumer groups are served with after it, by group
 * @param shadowProblem why a candidate was not replaced; null when all were, or there are none
 */
public record ReloadRecord(
    Instant at,
    String cause,
    @Nullable Actor by,
    boolean changed,
    @Nullable String problem,
    String digest,
    SortedMap<String, String> groups,
    @Nullable String shadowProblem) {
  public ReloadRecord {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  public boolean refused() {
    return problem != null;
  }
}
