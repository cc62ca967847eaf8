package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** How an exchange ended, before its event is written down. */
interface End {
  /** What servers say of a request whose client has closed the connection; nobody gets it. */
  int NOBODY_LISTENS = 499;

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

  /** The caller went away before anything of an answer had gone out. */
  static End left() {
    return (draft, stamp, program) ->
        new Conclusion.Abandoned(draft.finish(stamp, program, Outcome.CANCELLED, NOBODY_LISTENS));
  }

  static End delivered(Delivery body) {
    return (draft, stamp, program) ->
        new Conclusion.Delivered(
            draft.finish(stamp, program, Outcome.DELIVERED, 200), body, draft.review());
  }
}
