package dev.keeptrail.ledger.escalation;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.ArrayList;
import java.util.List;

/** What people were asked about a decision, and what they said. */
public final class Reviews {
  /** The tag of an event whose request came with an approval. */
  private static final String APPROVAL = "escalation_id";

  private Reviews() {}

  /** Whether the request came with an approval that let something through. */
  public static boolean isApproved(DecisionEvent event) {
    return event.tags().containsKey(APPROVAL);
  }

  /** Whether there can be something in the queue about the decision. */
  public static boolean mayBe(DecisionEvent event) {
    return isApproved(event) || isAsked(event);
  }

  private static boolean isAsked(DecisionEvent event) {
    return event.verdict().equals("escalate");
  }

  /**
   * The approval that let the request through, then what the decision itself put into the queue.
   * Empty where nobody was asked, and where the same request waited in the queue already.
   */
  public static List<Escalation> of(EscalationQueue queue, DecisionEvent event)
      throws LedgerException {
    List<Escalation> found = new ArrayList<>();
    String approval = event.tags().get(APPROVAL);
    if (approval != null) {
      queue.find(approval).ifPresent(found::add);
    }
    if (isAsked(event)) {
      queue
          .find(Escalation.idOf(event.id()))
          .filter(own -> !own.id().equals(approval))
          .ifPresent(found::add);
    }
    return found;
  }

  /** In one line. */
  public static String told(Escalation escalation) {
    var line = new StringBuilder();
    Escalation.Resolution resolution = escalation.resolution();
    Escalation.Claim claim = escalation.claim();
    Escalation.Use use = escalation.use();
    if (resolution != null) {
      line.append(escalation.state() == Escalation.State.DENIED ? "denied" : "approved")
          .append(" by ")
          .append(resolution.by())
          .append(" at ")
          .append(resolution.at())
          .append(", because: ")
          .append(resolution.reason());
      if (escalation.state() == Escalation.State.EXPIRED) {
        line.append("; not used in time");
      }
    } else if (escalation.state() == Escalation.State.EXPIRED) {
      line.append("nobody decided until ").append(escalation.expires());
    } else {
      line.append(escalation.state().word());
      if (claim != null) {
        line.append(" by ").append(claim.by()).append(" at ").append(claim.at());
      }
      line.append(", to be decided until ").append(escalation.expires());
    }
    if (use != null) {
      line.append("; used by ").append(use.eventId());
    }
    return line.toString();
  }
}
