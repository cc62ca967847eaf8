package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where escalated requests are put, and where approvals are looked up. Thread-safe. */
public final class ReviewDesk {
  private final @Nullable EscalationQueue queue;
  private final Duration lifetime;
  private final EscalationBounds bounds;

  private ReviewDesk(@Nullable EscalationQueue queue, Duration lifetime, EscalationBounds bounds) {
    this.queue = queue;
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
    return new Review(queue, lifetime, bounds, eventId, route, claims, submission);
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
