package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.rule.Effect;

/** What an effect comes to, and what traces call it. */
final class Effects {
  private Effects() {}

  static Verdict verdict(Effect effect) {
    return switch (effect) {
      case Effect.Allow allow -> Verdict.ALLOW;
      case Effect.Flag flag -> Verdict.ALLOW;
      case Effect.Redact redact -> Verdict.REDACT;
      case Effect.Escalate escalate -> Verdict.ESCALATE;
      case Effect.Block block -> Verdict.BLOCK;
    };
  }

  static String word(Effect effect) {
    return effect instanceof Effect.Flag ? "flag" : verdict(effect).word();
  }
}
