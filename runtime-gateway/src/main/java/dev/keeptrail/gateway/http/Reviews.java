package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.exchange.PendingReview;
import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts escalated exchanges before a person, once their events are durable. Thread-safe. */
final class Reviews {
  private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

  private final ReviewDesk desk;

  Reviews(ReviewDesk desk) {
    this.desk = desk;
  }

  /**
   * The event of an exchange is durable, or something of it has gone out without.
   *
   * @see ReviewDesk#recorded
   */
  void recorded(DecisionEvent event) {
    desk.recorded(event);
  }

  /** The event of an exchange could not be recorded, and nothing of it has gone out. */
  void unrecorded(DecisionEvent event) {
    desk.unrecorded(event);
  }

  /** What the caller is told: where it can ask again, or that nobody could be asked. */
  Refusal put(PendingReview pending, Refusal refusal, DecisionEvent event) {
    try {
      String id = desk.open(pending, event);
      return id == null ? refusal : refusal.escalated(id);
    } catch (LedgerException failed) {
      LOG.error("event {} is escalated, and nobody was asked: {}", event.id(), failed.getMessage());
      return Records.LEDGER_UNAVAILABLE;
    }
  }
}
