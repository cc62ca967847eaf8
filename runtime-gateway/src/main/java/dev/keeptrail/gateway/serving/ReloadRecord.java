package dev.keeptrail.gateway.serving;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reload.
 *
 * @param cause who asked: {@code request}, {@code signal}, {@code watch} or {@code revert}
 * @param changed whether any pack was replaced
 * @param problem why it was refused; null when it was carried out
 * @param digest of the common plan that is served after it
 * @param groups of the plans that consumer groups are served with after it, by group
 * @param shadowProblem why a candidate was not replaced; null when all were, or there are none
 */
public record ReloadRecord(
    Instant at,
    String cause,
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
