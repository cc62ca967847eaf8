package dev.keeptrail.language.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay of recorded traffic with the archive's plan came to.
 *
 * @param report digest of the report, {@code sha256:} and 64 hex digits
 * @param baseline digest of the plan that it was held against; null for what was recorded
 * @param events how many exchanges were looked at
 * @param changes how many of each of {@link #CHANGES}, in that order; they add up to the events
 * @param date the day that whoever built the archive gave, {@code YYYY-MM-DD}; null when none was
 */
public record ReplayAttestation(
    String report,
    @Nullable String baseline,
    long events,
    Map<String, Long> changes,
    @Nullable String date) {
  public static final List<String> CHANGES =
      List.of(
          "weakened", "tightened", "redaction", "cost", "reason_only", "same", "not_replayable");

  public ReplayAttestation {
    Map<String, Long> ordered = new LinkedHashMap<>();
    long sum = 0;
    for (String change : CHANGES) {
      long count = changes.getOrDefault(change, 0L);
      ordered.put(change, count);
      sum += count;
      if (count < 0) {
        throw new IllegalArgumentException("a negative number of changes");
      }
    }
    if (sum != events) {
      throw new IllegalArgumentException("the changes of a replay must add up to its events");
    }
    changes = Collections.unmodifiableMap(ordered);
  }

  /** How many decisions are others. */
  public long flipped() {
    return events - count("same") - count("not_replayable");
  }

  public long count(String change) {
    return changes.getOrDefault(change, 0L);
  }
}
