package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.integrity.Hash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put before a person once its event is durable.
 *
 * @param decision that escalated
 * @param covers what an approval would let through
 */
public record PendingReview(
    PhaseDecision decision,
    List<Cover> covers,
    Requester requester,
    Duration lifetime,
    Hash binding,
    HeldContent content) {
  public PendingReview {
    covers = List.copyOf(covers);
  }

  EscalationDraft draft(DecisionEvent event) {
    String policy = decision.decisivePolicy();
    return new EscalationDraft(
        event.id(),
        event.requestId(),
        event.gatewayId(),
        event.route(),
        event.model(),
        new EscalationDraft.Pack(
            event.pack().name(), event.pack().version(), event.pack().digest()),
        decision.phase().word(),
        policy == null ? "" : policy,
        decision.reasonCode(),
        covers,
        assignee(decision.assignee()),
        requester,
        lifetime);
  }

  private static @Nullable Assignee assignee(dev.keeptrail.language.rule.@Nullable Assignee named) {
    return named == null ? null : new Assignee(named.kind().word(), named.name());
  }
}
