package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.listing.ListedTool;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.language.rule.Phase;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pack makes of the tools of one list, each on its own, as the gateway does: one that it
 * refuses is left out, and the list goes on without it. One use, one thread.
 */
final class ListedTools {
  private final Set<ListedTool> seen = new HashSet<>();
  private final Set<ListedTool> whole = new HashSet<>();
  private final Set<ListedTool> removed = new HashSet<>();
  private @Nullable String reason;
  private @Nullable String policy;

  boolean isRemoved(ListedTool tool) {
    return removed.contains(tool);
  }

  /** Whether the caller gets to see it at all. */
  void look(ListedTool tool, PhaseContent content, ToolVisibility visibility) {
    seen.add(tool);
    visibility
        .hides(content.request(), content.facts())
        .ifPresent(unseen -> remove(tool, unseen.reasonCode(), unseen.decisivePolicy()));
  }

  /** A phase of its texts was judged. */
  void judged(ListedTool tool, PhaseDecision decision) {
    seen.add(tool);
    if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE) {
      CapturedDecision refusal = CapturedDecision.of(decision);
      remove(tool, refusal.reasonCode(), refusal.policy());
    } else if (decision.phase() == Phase.OUTPUT) {
      whole.add(tool);
    }
  }

  private void remove(ListedTool tool, String why, @Nullable String by) {
    removed.add(tool);
    reason = why;
    policy = by;
  }

  /** Whether one that stays was left out when it was recorded, so that not all of it is known. */
  boolean isOpen() {
    return !seen.stream().allMatch(tool -> whole.contains(tool) || removed.contains(tool));
  }

  /** A list of which something was left out is redacted, whatever else was decided. */
  void settle(TrialDraft draft) {
    if (reason != null && !draft.isEnded()) {
      draft.settle(Verdict.REDACT, reason, policy);
    }
  }
}
