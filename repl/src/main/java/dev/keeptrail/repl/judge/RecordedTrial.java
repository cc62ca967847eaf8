package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was decided when the exchange was recorded. */
public final class RecordedTrial {
  /** What the gateway says and a replay comes to as well. */
  private static final Set<String> OF_THE_PACK = Set.of(JudgedPack.UNSCANNABLE, Approval.REASON);

  private RecordedTrial() {}

  /**
   * The recorded decision.
   *
   * @param event null for traffic that no gateway of ours has judged
   */
  public static Judgement of(@Nullable DecisionEvent event, CapturedExchange exchange) {
    if (event == null) {
      return new Judgement.NotReplayable("a recorded decision, or a baseline pack");
    }
    String reason = event.reasonCode();
    if (reason.startsWith("gateway.") && !OF_THE_PACK.contains(reason)) {
      return new Judgement.NotReplayable("a decision of the pack; the gateway refused: " + reason);
    }
    Optional<Verdict> verdict =
        Stream.of(Verdict.values()).filter(v -> v.word().equals(event.verdict())).findFirst();
    if (verdict.isEmpty()) {
      return new Judgement.NotReplayable("a verdict that this version knows");
    }
    var draft = new TrialDraft();
    List<CapturedPhase> phases = exchange.phases();
    for (int i = 0; i < phases.size(); i++) {
      CapturedDecision decided = phases.get(i).decided();
      if (decided != null) {
        draft.judged(i, phases.get(i), decided);
      }
    }
    // A list of which an entry was left out for that went on without it.
    if (reason.equals(JudgedPack.UNSCANNABLE) && verdict.get() == Verdict.BLOCK) {
      draft.refused(reason);
    } else {
      draft.settle(verdict.get(), reason, event.decisivePolicy());
    }
    return new Judgement.Judged(draft.trial(Course.of(event, exchange).complete()));
  }
}
