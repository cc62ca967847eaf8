package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rule does when it fires, with its templates compiled. */
final class RuleEffect {
  private final String rule;
  private final Effect effect;
  private final boolean severalAlternatives;
  private final TemplateCode reasonCode;
  private final @Nullable TemplateCode message;
  private final @Nullable TemplateCode replacement;
  private final Map<String, TemplateCode> tags = new LinkedHashMap<>();

  private RuleEffect(Rule source) {
    // INVARIANT: a slot that the effect asks about is matched alike in every alternative.
    Map<Integer, FactType> types = matched(source);
    rule = source.name();
    effect = source.then();
    severalAlternatives = source.alternatives().size() > 1;
    reasonCode = TemplateCode.ofReasonCode(effect.reasonCode(), types);
    Template told =
        switch (effect) {
          case Effect.Block block -> block.message();
          case Effect.Escalate escalate -> escalate.message();
          case Effect.Allow _, Effect.Flag _, Effect.Tag _, Effect.Redact _, Effect.Rewrite _ ->
              null;
        };
    message = told == null ? null : TemplateCode.of(told, types);
    replacement =
        effect instanceof Effect.Rewrite rewrite
            ? TemplateCode.of(rewrite.replacement(), types)
            : null;
    source.tags().forEach((name, value) -> tags.put(name, TemplateCode.of(value, types)));
  }

  static RuleEffect of(Rule source) {
    return new RuleEffect(source);
  }

  String rule() {
    return rule;
  }

  /** Whether the same facts may fire the rule in more than one way. */
  boolean hasSeveralAlternatives() {
    return severalAlternatives;
  }

  /** What traces call the effect. */
  String word() {
    return switch (effect) {
      case Effect.Flag _ -> "flag";
      case Effect.Tag _ -> "tag";
      case Effect.Rewrite _ -> "rewrite";
      case Effect.Allow _, Effect.Redact _, Effect.Escalate _, Effect.Block _ -> verdict().word();
    };
  }

  Verdict verdict() {
    return switch (effect) {
      case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> Verdict.ALLOW;
      case Effect.Redact _, Effect.Rewrite _ -> Verdict.REDACT;
      case Effect.Escalate _ -> Verdict.ESCALATE;
      case Effect.Block _ -> Verdict.BLOCK;
    };
  }

  String reasonCode(Firing firing) {
    return reasonCode.render(firing);
  }

  /** What the caller is told; null leaves it to the policy. */
  @Nullable String message(Firing firing) {
    return message == null ? null : message.render(firing);
  }

  @Nullable Assignee assignee() {
    return effect instanceof Effect.Escalate escalate ? escalate.assignee() : null;
  }

  /** Adds the tags that are not there yet. */
  void tag(Firing firing, Map<String, String> recorded) {
    tags.forEach((name, value) -> {
      if (!recorded.containsKey(name)) {
        recorded.put(name, value.render(firing));
      }
    });
  }

  boolean edits() {
    return effect instanceof Effect.Redact || effect instanceof Effect.Rewrite;
  }

  /** What stands in for the edited texts; null for the policy's marker. */
  @Nullable String replacement(Firing firing) {
    return replacement == null ? null : replacement.render(firing);
  }

  /** The findings and messages that a firing edits. */
  List<SessionFact> targets(Firing firing) {
    List<Integer> slots =
        switch (effect) {
          case Effect.Redact redact -> redact.targets();
          case Effect.Rewrite rewrite -> rewrite.targets();
          case Effect.Allow _, Effect.Flag _, Effect.Tag _, Effect.Escalate _, Effect.Block _ ->
              List.of();
        };
    List<SessionFact> targets = new ArrayList<>();
    if (slots.isEmpty()) {
      for (SessionFact fact : firing.facts()) {
        if (fact.type() == FactType.FINDING) {
          targets.add(fact);
        }
      }
    } else {
      slots.forEach(slot -> targets.add(firing.at(slot)));
    }
    return targets;
  }

  private static Map<Integer, FactType> matched(Rule source) {
    Map<Integer, FactType> types = new HashMap<>();
    for (Alternative alternative : source.alternatives()) {
      for (Condition condition : alternative.conditions()) {
        if (condition instanceof Condition.Match(Pattern pattern)) {
          types.put(pattern.slot(), pattern.type());
        }
      }
    }
    return types;
  }
}
