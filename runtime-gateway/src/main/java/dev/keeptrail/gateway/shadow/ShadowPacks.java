package dev.keeptrail.gateway.shadow;

import dev.keeptrail.ledger.shadow.ShadowLog;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The candidates that a gateway starts with, and where their differences go.
 *
 * @param byGroup by the consumer group whose traffic they are shown, as in {@link
 *     dev.keeptrail.gateway.serving.Packs}; the gateway closes their judges
 * @param log stays the caller's
 */
public record ShadowPacks(SortedMap<String, Candidate> byGroup, ShadowLog log) {
  public ShadowPacks {
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
  }

  /** A candidate, and where the next one comes from. */
  public record Candidate(ShadowJudge first, ShadowSource source) {}
}
