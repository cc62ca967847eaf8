package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.console.EscalationDesk;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import java.util.List;
import java.util.Set;

/** The queue of escalations, for the console's page. Thread-safe. */
public final class WaitingEscalations implements EscalationDesk {
  private final EscalationQueue queue;

  public WaitingEscalations(EscalationQueue queue) {
    this.queue = queue;
  }

  @Override
  public List<Escalation> newest(int limit) throws LedgerException {
    return queue.list(Set.of(), null, limit).stream().map(WaitingEscalations::shown).toList();
  }

  private static Escalation shown(dev.keeptrail.ledger.escalation.Escalation kept) {
    var assignee = kept.draft().assignee();
    var claim = kept.claim();
    return new Escalation(
        kept.id(),
        kept.draft().eventId(),
        kept.state().word(),
        kept.draft().reasonCode(),
        assignee == null ? null : assignee.kind() + " " + assignee.name(),
        claim == null ? null : claim.by(),
        kept.created(),
        kept.expires());
  }
}
