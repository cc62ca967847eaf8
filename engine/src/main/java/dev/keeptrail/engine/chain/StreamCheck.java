package dev.keeptrail.engine.chain;

import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rules can act on one finding at a time, whatever the rest of the answer holds: those that
 * match at most one finding, and else only what is known before the answer comes.
 */
final class StreamCheck {
  private StreamCheck() {}

  /**
   * Why rules of enforced policies need the whole answer, in chain order; empty if none does. What
   * is only recorded may wait for the end anyway.
   */
  static List<String> reasons(ChainSpec chain) {
    var reasons = new ArrayList<String>();
    for (PolicySpec policy : chain.policies()) {
      for (Rule rule : policy.rules()) {
        if (policy.isEnforced() && !isLocal(rule)) {
          reasons.add("rule " + rule.name() + " of policy " + policy.name());
        }
      }
    }
    return reasons;
  }

  private static boolean isLocal(Rule rule) {
    if (!rule.then().restricts()) {
      return true;
    }
    return rule.alternatives().stream().allMatch(StreamCheck::isLocal);
  }

  private static boolean isLocal(Alternative alternative) {
    int findings = 0;
    for (Condition condition : alternative.conditions()) {
      boolean local =
          switch (condition) {
            case Condition.Match(Pattern pattern) -> {
              findings += pattern.type() == FactType.FINDING ? 1 : 0;
              yield pattern.type() == FactType.FINDING || isKnownBefore(pattern.type());
            }
            case Condition.Test _ -> true;
            case Condition.Exists(List<Pattern> patterns) -> areKnownBefore(patterns);
            case Condition.Absent(List<Pattern> patterns) -> areKnownBefore(patterns);
            case Condition.Aggregate aggregate -> isKnownBefore(aggregate.pattern().type());
          };
      if (!local) {
        return false;
      }
    }
    return findings <= 1;
  }

  private static boolean areKnownBefore(List<Pattern> patterns) {
    return patterns.stream().allMatch(pattern -> isKnownBefore(pattern.type()));
  }

  private static boolean isKnownBefore(FactType type) {
    return switch (type) {
      case REQUEST, IDENTITY, PROVIDER, CONVERSATION -> true;
      case MESSAGE, FINDING, TOOL_CALL, TOOL_RESULT, USAGE, COUNTER -> false;
    };
  }
}
