package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where escalated requests are put, and where approvals are looked up. Thread-safe. */
public final class ReviewDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewDesk.class);

  /** More than ever wait for a person by default. */
  private static final int MOST_UNRETURNED = 10_000;

  /** By the ids of approvals: the events that used them for nothing. */
  private final Map<String, String> unreturned = new ConcurrentHashMap<>();

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
    String asked = submission.escalationId();
    String lost = asked == null ? null : unreturned.get(asked);
    if (asked != null && lost != null) {
      giveBack(asked, lost);
    }
    return new Review(queue, lifetime, bounds, eventId, route, claims, submission);
  }

  /**
   * The event of an exchange could not be recorded, and so nothing of it went out: the approval
   * that it used is good again. Where that cannot be written down either, it is tried again when
   * somebody refers to the approval. An answer that was held back for the approval is gone with its
   * use, and what was approved is no other answer: such a one stays used.
   */
  public void unrecorded(DecisionEvent event) {
    String id = event.tags().get(ExchangeRunner.ESCALATION);
    if (id != null && !event.tags().containsKey(EventDraft.RELEASED)) {
      giveBack(id, event.id());
    }
  }

  private void giveBack(String id, String eventId) {
    if (queue == null) {
      return;
    }
    try {
      // Does nothing where another event has used it meanwhile.
      queue.giveBack(id, eventId);
      unreturned.remove(id, eventId);
    } catch (LedgerException failed) {
      LOG.error("an approval stays used for now: {}", failed.getMessage());
      if (unreturned.size() < MOST_UNRETURNED) {
        unreturned.put(id, eventId);
      }
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
