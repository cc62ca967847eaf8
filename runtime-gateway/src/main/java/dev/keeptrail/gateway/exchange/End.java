package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** How an exchange ended, before its event is written down. */
interface End {
  Conclusion conclude(EventDraft draft, Stamp stamp, PolicyProgram program);

  static End refused(Outcome outcome, Refusal refusal) {
    return (draft, stamp, program) ->
        new Conclusion.Refused(draft.finish(stamp, program, outcome, refusal.status()), refusal);
  }

  /**
   * A person has to look.
   *
   * @param pending null where nobody does
   */
  static End escalated(Refusal refusal, @Nullable PendingReview pending) {
    return pending == null
        ? refused(Outcome.ESCALATED, refusal)
        : (draft, stamp, program) ->
            new Conclusion.Escalated(
                draft.finish(stamp, program, Outcome.ESCALATED, refusal.status()),
                refusal,
                pending);
  }

  /** The caller went away in the middle of the answer. */
  static End abandoned() {
    return (draft, stamp, program) ->
        new Conclusion.Abandoned(draft.finish(stamp, program, Outcome.CANCELLED, 200));
  }

  static End delivered(Delivery body) {
    return (draft, stamp, program) ->
        new Conclusion.Delivered(
            draft.finish(stamp, program, Outcome.DELIVERED, 200), body, draft.review());
  }
}
