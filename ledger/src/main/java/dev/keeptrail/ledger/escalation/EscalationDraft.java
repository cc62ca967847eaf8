package dev.keeptrail.ledger.escalation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at.
 *
 * @param phase in which it was escalated
 * @param policy that settled it
 * @param covers what an approval lets through: this, and what was approved for the request before
 * @param pack name, version and digest of the pack in force
 * @param assignee whom the policy names; null for nobody
 * @param lifetime how long a decision may take, and how long an approval is good for
 */
public record EscalationDraft(
    String eventId,
    String requestId,
    String gatewayId,
    String route,
    String model,
    Pack pack,
    String phase,
    String policy,
    String reasonCode,
    List<Cover> covers,
    @Nullable Assignee assignee,
    Requester requester,
    Duration lifetime) {
  public EscalationDraft {
    covers = List.copyOf(covers);
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("an escalation lives for some time");
    }
  }

  /** Which pack escalated. */
  public record Pack(String name, String version, String digest) {}
}
