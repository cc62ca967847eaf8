package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.escalation.Cover;
import java.util.List;
import java.util.stream.Stream;

/** What escalates, in the words of the queue, and back. */
final class Covers {
  private Covers() {}

  /** All that escalates in a phase. */
  static List<Cover> of(PhaseDecision decision) {
    return Approval.escalated(decision).stream()
        .map(one -> new Cover(one.phase().word(), one.policy(), one.reasonCode()))
        .toList();
  }

  /** What is approved. A phase that this build does not know escalates nothing in it. */
  static List<Approval.Escalated> read(List<Cover> covers) {
    return covers.stream()
        .flatMap(cover ->
            Stream.of(Phase.values())
                .filter(phase -> phase.word().equals(cover.phase()))
                .map(phase -> new Approval.Escalated(phase, cover.policy(), cover.reasonCode())))
        .toList();
  }
}
