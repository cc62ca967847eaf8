package dev.keeptrail.engine.capture;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one phase came to, without any text.
 *
 * @param policy the decisive policy; null when all allowed
 * @param fired the rules that fired, in the order of the trace
 * @param edits what was to be masked; spans are those of the texts beside it
 */
public record CapturedDecision(
    Verdict verdict,
    String reasonCode,
    @Nullable String policy,
    List<Fired> fired,
    List<Edit> edits) {
  public CapturedDecision {
    fired = List.copyOf(fired);
    edits = List.copyOf(edits);
  }

  public static CapturedDecision of(PhaseDecision decision) {
    List<Fired> fired = new ArrayList<>();
    for (TraceEvent event : decision.trace().events()) {
      if (event
          instanceof
          TraceEvent.RuleFired(var policy, var rule, var effect, var reason, var _, var _)) {
        fired.add(new Fired(policy, rule, effect, reason));
      }
    }
    return new CapturedDecision(
        decision.verdict(),
        decision.reasonCode(),
        decision.decisivePolicy(),
        fired,
        decision.redactions().stream().map(Edit::of).toList());
  }

  /** One rule that fired, and what it asked for. */
  public record Fired(String policy, String rule, String effect, String reasonCode) {}

  /** One edit, without its marker. */
  public record Edit(
      int segment, int start, int end, String policy, String category, String format) {
    static Edit of(Redaction redaction) {
      return new Edit(
          redaction.segment(),
          redaction.start(),
          redaction.end(),
          redaction.policy(),
          redaction.category(),
          redaction.format());
    }
  }
}
