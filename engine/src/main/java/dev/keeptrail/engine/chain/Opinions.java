package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which policies of a chain want to know what a judge thinks of an answer: those behind an enforced
 * policy that flagged or masked something, where the answer would go out. The chain is judged
 * without opinions first, so that one which is there for another reason moves nothing; where one is
 * wanted and nobody has it, that is what the policy gets to know.
 */
final class Opinions {
  private final List<PolicySpec> policies;
  private final Map<String, Set<String>> flagging = new HashMap<>();
  private final boolean wanted;

  Opinions(ChainSpec chain) {
    this.policies = chain.policies();
    this.wanted = policies.stream().anyMatch(policy -> policy.lowering().wantsOpinion());
    for (PolicySpec policy : policies) {
      Set<String> rules = new HashSet<>();
      for (Rule rule : policy.rules()) {
        if (flags(rule.then())) {
          rules.add(rule.name());
        }
      }
      flagging.put(policy.name(), rules);
    }
  }

  /** What an author has put in the place of a text says nothing against it. */
  private static boolean flags(Effect effect) {
    return switch (effect) {
      case Effect.Flag _, Effect.Redact _ -> true;
      case Effect.Allow _, Effect.Tag _, Effect.Rewrite _, Effect.Escalate _, Effect.Block _ ->
          false;
    };
  }

  /** The content as if nobody had been asked. */
  PhaseContent without(PhaseContent content) {
    return wanted && content.facts().stream().anyMatch(Opinion::is)
        ? content.knowing(content.facts().stream().filter(fact -> !Opinion.is(fact)).toList())
        : content;
  }

  /**
   * The opinions that count.
   *
   * @param result of the chain without any
   * @param content with those that there are
   * @return empty where none is wanted
   */
  List<Fact> on(ChainResult result, PhaseContent content) {
    boolean goesOut = result.verdict() == Verdict.ALLOW || result.verdict() == Verdict.REDACT;
    if (!wanted || !goesOut) {
      return List.of();
    }
    Map<String, PolicyOutcome> outcomes = new HashMap<>();
    result.policies().forEach(outcome -> outcomes.put(outcome.policy(), outcome));
    List<Fact> opinions = new ArrayList<>();
    boolean flagged = false;
    for (PolicySpec policy : policies) {
      if (!policy.lowering().wantsOpinion()) {
        flagged |= policy.isEnforced() && isFlagged(outcomes.get(policy.name()));
      } else if (flagged) {
        List<Fact> known = Opinion.of(policy.name(), content.facts());
        opinions.addAll(known.isEmpty() ? List.of(Opinion.NOT_ASKED.fact(policy.name())) : known);
      }
    }
    return opinions;
  }

  private boolean isFlagged(@Nullable PolicyOutcome outcome) {
    return outcome != null
        && outcome.rules().stream()
            .anyMatch(flagging.getOrDefault(outcome.policy(), Set.of())::contains);
  }
}
