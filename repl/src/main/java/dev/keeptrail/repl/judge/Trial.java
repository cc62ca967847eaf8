package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.decision.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange came to, in a form in which two of them can be compared.
 *
 * @param policy the decisive policy; null when all allowed
 * @param asksProvider whether the request got past the pack, so that the provider was asked
 * @param openEnd whether the exchange would have gone on beyond what was captured
 * @param steps the rules that fired, in the order of the phases
 * @param edits what was masked, in the order of the phases
 * @param faults how many failures there were while judging
 */
public record Trial(
    Verdict verdict,
    String reasonCode,
    @Nullable String policy,
    boolean asksProvider,
    boolean openEnd,
    List<Step> steps,
    List<PhaseEdit> edits,
    int faults) {
  public Trial {
    steps = List.copyOf(steps);
    edits = List.copyOf(edits);
  }

  /** Whether the caller gets the answer. */
  public boolean isDelivered() {
    return verdict == Verdict.ALLOW || verdict == Verdict.REDACT;
  }

  /**
   * A rule that fired.
   *
   * @param phase position of the phase in the capture
   */
  public record Step(int phase, CapturedDecision.Fired fired) {}

  /**
   * An edit.
   *
   * @param phase position of the phase in the capture
   * @param pointer JSON Pointer of the text
   * @param isMasked whether the text has placeholders, so that neighbouring edits may have become
   *     one
   */
  public record PhaseEdit(
      int phase, String pointer, boolean isMasked, CapturedDecision.Edit edit) {}
}
