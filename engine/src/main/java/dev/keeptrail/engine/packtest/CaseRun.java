package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.rule.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test's input: the phases that were judged and the whole outcome.
 *
 * @param verdict the strongest of the phases
 * @param reasonCode of the first phase that reached the verdict
 * @param policy what settled it; null when everything was allowed
 * @param phase where it was settled; null when everything was allowed
 */
public record CaseRun(
    List<JudgedPhase> phases,
    Verdict verdict,
    String reasonCode,
    @Nullable String policy,
    @Nullable Phase phase,
    @Nullable String message) {
  public CaseRun {
    phases = List.copyOf(phases);
  }

  /** One phase and what was decided on it. */
  public record JudgedPhase(PhaseContent content, PhaseDecision decision) {
    public Phase phase() {
      return content.phase();
    }
  }

  /** The tags of all phases; of two values under one name the earlier stays. */
  public Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    phases.forEach(phase -> phase.decision().tags().forEach(tags::putIfAbsent));
    return tags;
  }
}
