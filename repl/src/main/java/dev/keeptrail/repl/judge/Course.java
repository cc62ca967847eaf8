package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange went, as far as its event says it and its capture does not.
 *
 * @param complete whether the capture holds all that there was, rather than what came before an end
 * @param approval what a person had approved of it before it was sent again: as much an input of
 *     the decision as its texts are
 */
public record Course(boolean complete, Approval approval) {
  /** Nothing is known to be missing, and nobody approved anything. */
  public static final Course WHOLE = new Course(true, Approval.NONE);

  /**
   * The course of a captured exchange.
   *
   * @param event null for traffic that no gateway of ours has judged
   */
  public static Course of(@Nullable DecisionEvent event, CapturedExchange exchange) {
    return event == null
        ? WHOLE
        : new Course(isComplete(event, exchange), new Approval(approved(event)));
  }

  /** The same without approval: one that was given for another request does not count. */
  public Course unapproved() {
    return new Course(complete, Approval.NONE);
  }

  /** Whether a capture holds all there was, rather than what came before a refusal. */
  private static boolean isComplete(DecisionEvent event, CapturedExchange exchange) {
    return event.outcome() == DecisionEvent.Outcome.UPSTREAM_ERROR
        || event.outcome() == DecisionEvent.Outcome.DELIVERED
        || exchange.phases().getLast().content().phase() == Phase.OUTPUT;
  }

  /**
   * What was lifted: an enforced policy escalated, and it was not carried out. Tags do not say it,
   * because a pack may set one of any name.
   */
  private static Set<Approval.Escalated> approved(DecisionEvent event) {
    Set<Approval.Escalated> approved = new LinkedHashSet<>();
    for (PolicyResult result : event.policyResults()) {
      if (result.mode().equals(PolicyMode.ENFORCE.word())
          && result.verdict().equals(Verdict.ESCALATE.word())
          && result.action().equals(Verdict.ALLOW.word())) {
        Stream.of(Phase.values())
            .filter(phase -> phase.word().equals(result.phase()))
            .map(phase -> new Approval.Escalated(phase, result.policy(), result.reasonCode()))
            .forEach(approved::add);
      }
    }
    return approved;
  }
}
