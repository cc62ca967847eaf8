package dev.keeptrail.ledger.shadow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would have decided otherwise of one event. Holds no text of the exchange.
 *
 * @param at when the event's decision was complete, to the microsecond
 * @param digest of the candidate's plan
 * @param change such as {@code weakened}, as a replay says it
 * @param needs what it would have taken to judge it; empty where it was judged
 * @param verdict the candidate's; null where it was not judged, and so all that follow
 * @param policy null when all allowed
 * @param firedBefore the rule that fired where the traces part, such as {@code pii-detector.mask};
 *     null where none did
 * @param firesNow the candidate's rule there
 * @param edits what is masked otherwise, in words
 */
public record ShadowRecord(
    String event,
    Instant at,
    String pack,
    String version,
    String digest,
    String change,
    String needs,
    @Nullable String verdict,
    @Nullable String reasonCode,
    @Nullable String policy,
    @Nullable String firedBefore,
    @Nullable String firesNow,
    List<String> edits) {
  public ShadowRecord {
    edits = List.copyOf(edits);
  }
}
