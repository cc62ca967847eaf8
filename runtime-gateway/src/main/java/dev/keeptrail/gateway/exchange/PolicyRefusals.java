package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.repeat.RefusedBefore;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.escalation.Standing;
import org.jspecify.annotations.Nullable;

/** What a caller is told when a policy says no. */
final class PolicyRefusals {
  /** Reason code of a redaction that has nowhere to go. */
  static final String UNMASKABLE = "gateway.unmaskable_key";

  /** Reason code of a tool call or result that no rule can be given. */
  static final String UNREADABLE_TOOL = "gateway.unreadable_tool";

  /** Reason code of a part that no detector can look at, where the pack lets none through. */
  static final String UNSCANNABLE = "gateway.unscannable_part";

  /** Reason code of a text in which the pack's own rewriting makes what its policies mind. */
  static final String REWRITTEN = "gateway.rewritten_finding";

  /** Reason code of what needs a person's review where too much waits for one. */
  static final String NO_PLACE = "gateway.escalations_full";

  private PolicyRefusals() {}

  /** The reason code of an escalation that is worth nothing. */
  static String reason(Standing.Why why) {
    return "gateway." + why.word();
  }

  static Refusal unapproved(Standing.Why why, int status) {
    return Refusal.policy(
        status,
        why.word(),
        "the request refers to an escalation, and is not let through: " + why.message(),
        null,
        reason(why));
  }

  static Refusal of(PhaseDecision decision, Side side, int status) {
    boolean escalated = decision.verdict() == Verdict.ESCALATE;
    String message = decision.message();
    return Refusal.policy(
        status,
        escalated ? "escalation_required" : side.code(),
        message == null ? message(decision, side, escalated) : message,
        decision.decisivePolicy(),
        decision.reasonCode());
  }

  static Refusal noPlace(PhaseDecision decision, Side side, int status) {
    String subject = decision.phase() == Phase.TOOL ? side.toolSubject() : side.subject();
    return Refusal.policy(
        status,
        "escalations_full",
        subject
            + " needs a person's review"
            + by(decision.decisivePolicy())
            + ", and as many wait for one as may; nothing was delivered",
        decision.decisivePolicy(),
        NO_PLACE);
  }

  static Refusal unmaskable(UnmaskableTextException unmaskable, Side side, int status) {
    return Refusal.policy(
        status,
        side.code(),
        side.subject()
            + " holds text to be masked in an object key or an address, where masking is impossible;"
            + " move it into a value",
        unmaskable.policy(),
        UNMASKABLE);
  }

  static Refusal unscannable(Unscanned part, Side side, int status) {
    return Refusal.policy(
        status,
        side.code(),
        "%s holds a part that cannot be judged (%s at %s), and the pack lets none through"
            .formatted(side.subject(), part.reason(), part.pointer()),
        null,
        UNSCANNABLE);
  }

  static Refusal rewritten(@Nullable String policy, Side side, int status) {
    return Refusal.policy(
        status,
        side.code(),
        side.subject() + " holds text that, as the pack rewrites it, policies mask or refuse",
        policy,
        REWRITTEN);
  }

  /** Why a request that was sent before is not asked again. */
  static Refusal repeated(RefusedBefore before, int status) {
    return Refusal.policy(
        status,
        "repeated_request",
        "the answer to the same request was refused%s (event `%s`), and no model is asked for it again for %d s; change the request, or wait"
            .formatted(
                before.policy() == null ? "" : by(before.policy()),
                before.eventId(),
                before.secondsLeft()),
        before.policy(),
        RefusedRequests.REASON);
  }

  static Refusal internal() {
    return Refusal.of(
        500,
        ErrorType.INTERNAL_ERROR,
        "internal_error",
        "the gateway failed while handling the request; nothing was delivered");
  }

  static Refusal unreadable(UnreadableToolException unreadable, Side side, int status) {
    return Refusal.policy(
        status,
        side.code(),
        unreadable.getMessage() + ", so no rule can judge it; nothing was delivered",
        null,
        UNREADABLE_TOOL);
  }

  private static String message(PhaseDecision decision, Side side, boolean escalated) {
    String by = by(decision.decisivePolicy());
    String subject = decision.phase() == Phase.TOOL ? side.toolSubject() : side.subject();
    return escalated
        ? subject + " needs a person's review" + by + "; nothing was delivered"
        : subject + " was refused" + by;
  }

  private static String by(@Nullable String policy) {
    return policy == null ? " because it could not be judged" : " by policy `" + policy + "`";
  }
}
