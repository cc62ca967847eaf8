package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.language.rule.Phase;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges parts of what a server says, each by itself, within one exchange. */
interface PartJudging {
  /** Why the caller could not call a tool, whatever the arguments; empty where it could. */
  Optional<PhaseDecision> hides(Fact listed);

  /**
   * Why no rule could judge a call of a tool of this name; empty where one could, or there is none.
   */
  Optional<Fall> unreadable(String name);

  /**
   * Why a part is to be left out. Where it is not, its texts have been edited and nothing is
   * returned.
   *
   * @param texts those of the part, as they stand whenever it is asked
   */
  Optional<Fall> falls(Phase phase, Supplier<BodyTexts> texts);

  /**
   * Why a part is left out.
   *
   * @param reason its code
   * @param policy whose decision it is; null for the gateway's own
   */
  record Fall(String reason, @Nullable String policy) {
    static Fall of(PhaseDecision decision) {
      return new Fall(decision.reasonCode(), decision.decisivePolicy());
    }
  }
}
