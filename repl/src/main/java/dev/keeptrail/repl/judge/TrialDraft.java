package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.chain.Decisions;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.listing.AnswerPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the phases of an exchange come to, as the gateway does: the verdict is that of the
 * phase that ranks highest, the first one on a tie.
 */
final class TrialDraft {
  private final List<Trial.Step> steps = new ArrayList<>();
  private final List<Trial.PhaseEdit> edits = new ArrayList<>();
  private Verdict verdict = Verdict.ALLOW;
  private String reasonCode = Decisions.ALL_PASSED;
  private @Nullable String policy;
  private boolean ended;
  private boolean asksProvider;
  private int faults;

  void judged(int index, CapturedPhase phase, CapturedDecision decision) {
    asksProvider |= phase.isOfAnswer();
    boolean saysMore = reasonCode.equals(Decisions.ALL_PASSED) && verdict == decision.verdict();
    if (decision.verdict().outranks(verdict) || saysMore) {
      settle(decision.verdict(), decision.reasonCode(), decision.policy());
    }
    decision.fired().forEach(fired -> steps.add(new Trial.Step(index, fired)));
    for (CapturedDecision.Edit edit : decision.edits()) {
      edits.add(
          new Trial.PhaseEdit(
              index,
              phase.content().segments().get(edit.segment()).location().pointer(),
              phase.masked().segments().contains(edit.segment()),
              edit));
    }
    boolean refused = decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE;
    // WHY: a tool of a list that is refused is left out of it, and that is all.
    ended = refused && AnswerPart.of(phase.content()).isEmpty();
  }

  /** The gateway itself refuses. */
  void refused(String reason) {
    settle(Verdict.BLOCK, reason, null);
    ended = true;
  }

  void faults(int count) {
    faults += count;
  }

  boolean isEnded() {
    return ended;
  }

  /**
   * The whole.
   *
   * @param complete whether the capture holds all there was, also of what came after an end
   */
  Trial trial(boolean complete) {
    return new Trial(
        verdict,
        reasonCode,
        policy,
        asksProvider || !ended,
        !ended && !complete,
        steps,
        edits,
        faults);
  }

  void settle(Verdict settled, String reason, @Nullable String by) {
    verdict = settled;
    reasonCode = reason;
    policy = by;
  }
}
