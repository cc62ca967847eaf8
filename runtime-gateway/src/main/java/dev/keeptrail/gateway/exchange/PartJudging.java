package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.language.rule.Phase;
import java.util.Optional;

/** Judges parts of what a server says, each by itself, within one exchange. */
interface PartJudging {
  /** Why the caller could not call a tool, whatever the arguments; empty where it could. */
  Optional<PhaseDecision> hides(Fact listed);

  /**
   * Why a part is to be left out. Where it is not, its texts have been edited and nothing is
   * returned.
   */
  Optional<PhaseDecision> falls(Phase phase, BodyTexts texts);
}
