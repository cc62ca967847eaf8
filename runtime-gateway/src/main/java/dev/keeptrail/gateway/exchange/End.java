package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** How an exchange ended, before its event is written down. */
interface End {
  /** What servers say of a request whose client has closed the connection; nobody gets it. */
  int NOBODY_LISTENS = 499;

  /** The tag that says what cut an exchange short, where the caller did not. */
  String CUT_BY = "cut_by";

  Refusal STOPPED =
      Refusal.of(
              503,
              ErrorType.OVERLOADED,
              "stopping",
              "the gateway stops before the answer is complete; ask again, or another instance")
          .retryAfter("1")
          .closing();

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

  /** The gateway stops, and the time for what was inside is over. */
  static End cut() {
    return (draft, stamp, program) -> {
      draft.tag(CUT_BY, "shutdown");
      return refused(Outcome.CANCELLED, STOPPED).conclude(draft, stamp, program);
    };
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
