package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.language.rule.Phase;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pack makes of the parts that are judged on their own, as the gateway does: one that it
 * refuses is left out, and the rest goes on without it. One use, one thread.
 */
final class AnswerParts {
  private final Set<AnswerPart> seen = new HashSet<>();
  private final Set<AnswerPart> whole = new HashSet<>();
  private final Set<AnswerPart> removed = new HashSet<>();
  private @Nullable String reason;
  private @Nullable String policy;

  boolean isRemoved(AnswerPart part) {
    return removed.contains(part);
  }

  /** Whether the caller gets to see it at all. */
  void look(AnswerPart part, PhaseContent content, ToolVisibility visibility) {
    seen.add(part);
    visibility
        .hides(content.request(), content.facts())
        .ifPresent(unseen -> remove(part, unseen.reasonCode(), unseen.decisivePolicy()));
  }

  /** A phase of its texts was judged. */
  void judged(AnswerPart part, PhaseDecision decision) {
    seen.add(part);
    if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE) {
      CapturedDecision refusal = CapturedDecision.of(decision);
      remove(part, refusal.reasonCode(), refusal.policy());
    } else if (decision.phase() == Phase.OUTPUT) {
      whole.add(part);
    }
  }

  /** Nobody can look at something in it, and the pack lets nothing of the kind pass. */
  void unscannable(AnswerPart part) {
    if (!isRemoved(part)) {
      whole.remove(part);
      remove(part, JudgedPack.UNSCANNABLE, null);
    }
  }

  private void remove(AnswerPart part, String why, @Nullable String by) {
    removed.add(part);
    reason = why;
    policy = by;
  }

  /** Whether one that stays was left out when it was recorded, so that not all of it is known. */
  boolean isOpen() {
    return !seen.stream().allMatch(part -> whole.contains(part) || removed.contains(part));
  }

  /** An answer of which something was left out is redacted, whatever else was decided. */
  void settle(TrialDraft draft) {
    if (reason != null && !draft.isEnded()) {
      draft.settle(Verdict.REDACT, reason, policy);
    }
  }
}
