package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;

/** The refusal of a part of a provider's API that nobody here can judge. */
final class Ungoverned {
  /** The model and the provider of what was sent nowhere. */
  static final String NOBODY = "none";

  /** Reason code of a route that nobody here can judge. */
  static final String REASON = "gateway.route_not_governed";

  private static final int NOT_FOUND = 404;

  private Ungoverned() {}

  static Conclusion.Refused refused(Stamp stamp, PolicyProgram program) {
    var draft = new EventDraft(false, null);
    draft.settle(Verdict.BLOCK, REASON, null);
    Refusal refusal =
        Refusal.policy(
            NOT_FOUND,
            "route_not_governed",
            ("the gateway cannot judge what `%s` takes and gives, so it sends nothing there; ask for what it"
                    + " governs, such as `/v1/chat/completions`, `/v1/responses` or `/v1/messages`")
                .formatted(stamp.route()),
            null,
            REASON);
    return new Conclusion.Refused(
        draft.finish(stamp, program, Outcome.INPUT_BLOCKED, NOT_FOUND), refusal);
  }
}
