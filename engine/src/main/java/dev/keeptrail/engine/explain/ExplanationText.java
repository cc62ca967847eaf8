package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.explain.Explanation.PolicyStory;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explanations for people, within 80 columns but for sources and values. */
public final class ExplanationText {
  private final boolean colour;

  public ExplanationText(boolean colour) {
    this.colour = colour;
  }

  public String of(List<Explanation> explanations) {
    return explanations.stream().map(this::phase).collect(Collectors.joining("\n"));
  }

  private String phase(Explanation explanation) {
    PhaseDecision decision = explanation.decision();
    var text = new StringBuilder("Phase ").append(decision.phase().word()).append('\n');
    Map<String, Integer> masked = new LinkedHashMap<>();
    for (PolicyStory policy : explanation.policies()) {
      policy(policy, masked, text);
      for (TraceEvent event : decision.trace().events()) {
        if (event instanceof TraceEvent.FindingHidden(String by, int _)
            && by.equals(policy.outcome().policy())) {
          masked.merge(by, 1, Integer::sum);
        }
      }
    }
    text.append("  decision: ").append(decision.verdict().word()).append(' ');
    text.append(FrameRenderer.safe(decision.reasonCode()));
    if (decision.decisivePolicy() != null) {
      text.append(", settled by ").append(FrameRenderer.safe(decision.decisivePolicy()));
    }
    text.append('\n');
    if (decision.message() != null) {
      text.append("  message: ").append(FrameRenderer.safe(decision.message())).append('\n');
    }
    return text.toString();
  }

  private void policy(PolicyStory policy, Map<String, Integer> masked, StringBuilder text) {
    PolicyOutcome outcome = policy.outcome();
    text.append("  policy ").append(FrameRenderer.safe(outcome.policy())).append(": ");
    if (outcome.status() == Status.SKIPPED) {
      text.append("not asked, because an earlier policy blocked\n");
      return;
    }
    text.append(outcome.verdict().word()).append(' ');
    text.append(FrameRenderer.safe(outcome.reasonCode()));
    if (outcome.verdict() != outcome.action()) {
      text.append(", in shadow: not carried out");
    }
    if (outcome.status() == Status.FAULTED) {
      text.append(", because something it depends on failed");
    }
    text.append('\n');
    var stories = new StoryText("    ", colour);
    List<RuleStory> told =
        policy.rules().stream().filter(rule -> rule.isAuthors() || rule.fired()).toList();
    told.forEach(rule -> text.append(stories.of(rule)));
    if (told.stream().anyMatch(rule -> !rule.fired())) {
      masked.forEach((by, findings) -> outOfSight(by, findings, text));
    }
    int silent = policy.rules().size() - told.size();
    if (silent > 0) {
      text.append("    ").append(silent);
      text.append(silent == 1 ? " rule" : " rules").append(" of the kind did not fire\n");
    }
  }

  /** Why a rule about findings may not be relevant where there are some. */
  private static void outOfSight(String by, int findings, StringBuilder text) {
    text.append("    out of sight    ").append(findings);
    text.append(findings == 1 ? " finding" : " findings").append(", masked before by ");
    text.append(FrameRenderer.safe(by)).append('\n');
  }
}
