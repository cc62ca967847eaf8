package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Undecided;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where escalated requests are put, and where approvals are looked up. Thread-safe. */
public final class ReviewDesk {
  private final @Nullable EscalationQueue queue;
  private final @Nullable UsedApprovals uses;
  private final Duration lifetime;
  private final EscalationBounds bounds;

  private ReviewDesk(@Nullable EscalationQueue queue, Duration lifetime, EscalationBounds bounds) {
    this.queue = queue;
    this.uses = queue == null ? null : new UsedApprovals(queue);
    this.lifetime = lifetime;
    this.bounds = bounds;
  }

  /** Nobody looks at anything: what is escalated is refused, and that is all. */
  public static ReviewDesk none() {
    return new ReviewDesk(null, Duration.ofHours(1), EscalationBounds.DEFAULT);
  }

  /**
   * The desk of a queue.
   *
   * @param lifetime of escalations whose policy names no other
   */
  public static ReviewDesk of(EscalationQueue queue, Duration lifetime, EscalationBounds bounds) {
    return new ReviewDesk(queue, lifetime, bounds);
  }

  Review begin(String eventId, String route, Claims claims, Submission submission) {
    String asked = submission.escalationId();
    if (asked != null && uses != null) {
      uses.tidy(asked);
    }
    return new Review(queue, uses, lifetime, bounds, eventId, route, claims, submission);
  }

  /** The event of an exchange is durable: the approval that let it through is used for good. */
  public void recorded(DecisionEvent event) {
    if (uses != null && event.tags().containsKey(ExchangeRunner.ESCALATION)) {
      uses.settle(event.id());
    }
  }

  /**
   * The event of an exchange could not be recorded, and nothing of it went out: the approval that
   * it used is good again. Where that cannot be written down either, it is tried again later. One
   * that may have had a tool called stays used.
   */
  public void unrecorded(DecisionEvent event) {
    if (uses != null && event.tags().containsKey(ExchangeRunner.ESCALATION)) {
      uses.lose(event.id());
    }
  }

  /**
   * What waits for people.
   *
   * @throws LedgerException when the queue cannot be read
   */
  public Undecided undecided() throws LedgerException {
    return queue == null ? new Undecided(0, Duration.ZERO) : queue.undecided();
  }

  /** Writes down what is known by now of approvals that were used, also by processes before. */
  public void tidy(EventStore store) {
    if (uses != null) {
      uses.tidy(store);
    }
  }

  /**
   * Puts before a person what an exchange came to.
   *
   * @return the id under which the caller may ask again; null where nobody looks
   * @throws LedgerException when it is not durable
   */
  public @Nullable String open(PendingReview pending, DecisionEvent event) throws LedgerException {
    if (queue == null) {
      return null;
    }
    Escalation opened = queue.open(pending.draft(event), pending.binding(), pending.content());
    return opened.id();
  }
}
