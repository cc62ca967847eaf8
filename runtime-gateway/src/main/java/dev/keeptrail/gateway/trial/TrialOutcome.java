package dev.keeptrail.gateway.trial;

import dev.keeptrail.engine.decision.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stored input came to.
 *
 * @param policy the decisive policy; null when all allowed
 * @param redactions what would be masked: phase, place, category, policy and format of the marker,
 *     never the text
 */
public record TrialOutcome(
    Verdict verdict, String reasonCode, @Nullable String policy, List<String> redactions) {
  public TrialOutcome {
    redactions = List.copyOf(redactions);
  }
}
