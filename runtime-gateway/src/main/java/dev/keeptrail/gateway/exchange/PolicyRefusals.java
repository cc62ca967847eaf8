package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.chat.UnmaskableTextException;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.language.rule.Phase;
import org.jspecify.annotations.Nullable;

/** What a caller is told when a policy says no. */
final class PolicyRefusals {
  /** Reason code of a redaction that has nowhere to go. */
  static final String UNMASKABLE = "gateway.unmaskable_key";

  private PolicyRefusals() {}

  static Refusal of(PhaseDecision decision, int status) {
    boolean escalated = decision.verdict() == Verdict.ESCALATE;
    String message = decision.message();
    return Refusal.policy(
        status,
        escalated ? "escalation_required" : blockedCode(decision.phase()),
        message == null ? message(decision, escalated) : message,
        decision.decisivePolicy(),
        decision.reasonCode());
  }

  static Refusal unmaskable(UnmaskableTextException unmaskable, Phase phase, int status) {
    return Refusal.policy(
        status,
        blockedCode(phase),
        subject(phase)
            + " holds text to be masked in an object key, where masking is impossible; move it"
            + " into a value",
        unmaskable.policy(),
        UNMASKABLE);
  }

  static Refusal internal() {
    return Refusal.of(
        500,
        ErrorType.INTERNAL_ERROR,
        "internal_error",
        "the gateway failed while handling the request; nothing was delivered");
  }

  private static String blockedCode(Phase phase) {
    return phase == Phase.OUTPUT ? "output_blocked" : "input_blocked";
  }

  private static String message(PhaseDecision decision, boolean escalated) {
    String by = by(decision.decisivePolicy());
    return escalated
        ? subject(decision.phase()) + " needs a person's review" + by + "; nothing was delivered"
        : subject(decision.phase()) + " was refused" + by;
  }

  private static String by(@Nullable String policy) {
    return policy == null ? " because it could not be judged" : " by policy `" + policy + "`";
  }

  private static String subject(Phase phase) {
    return phase == Phase.OUTPUT ? "the answer" : "the request";
  }
}
