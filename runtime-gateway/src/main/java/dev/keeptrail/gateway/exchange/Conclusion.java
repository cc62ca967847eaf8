package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/** What an exchange came to. Nothing of it may leave before the event is durable. */
public sealed interface Conclusion {
  DecisionEvent event();

  /**
   * An answer for the caller.
   *
   * @param review what a judge thinks of it, where the caller is to know; null otherwise
   */
  record Delivered(DecisionEvent event, Delivery delivery, @Nullable String review)
      implements Conclusion {}

  /** Nobody is there any more to be answered. */
  record Abandoned(DecisionEvent event) implements Conclusion {}

  /**
   * A person has to look.
   *
   * @param pending what is put before that person once the event is durable
   */
  record Escalated(DecisionEvent event, Refusal refusal, PendingReview pending)
      implements Conclusion {}

  /**
   * A no.
   *
   * @param recorded to be done once the event is durable
   */
  record Refused(DecisionEvent event, Refusal refusal, Runnable recorded) implements Conclusion {
    public Refused(DecisionEvent event, Refusal refusal) {
      this(event, refusal, () -> {});
    }
  }
}
