package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.rule.Effect;

/** What an effect comes to, and what traces call it. */
final class Effects {
  private Effects() {}

  static Verdict verdict(Effect effect) {
    return switch (effect) {
      case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> Verdict.ALLOW;
      case Effect.Redact _, Effect.Rewrite _ -> Verdict.REDACT;
      case Effect.Escalate escalate -> Verdict.ESCALATE;
      case Effect.Block block -> Verdict.BLOCK;
    };
  }

  static String word(Effect effect) {
    return switch (effect) {
      case Effect.Flag _ -> "flag";
      case Effect.Tag _ -> "tag";
      case Effect.Rewrite _ -> "rewrite";
      case Effect.Allow _, Effect.Redact _, Effect.Escalate _, Effect.Block _ ->
          verdict(effect).word();
    };
  }
}
