package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.kind.AnswerCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks of all policies of a chain on the texts of an answer. */
final class AnswerChecks {
  private final Map<String, AnswerCheck> byPolicy = new LinkedHashMap<>();

  AnswerChecks(ChainSpec chain) {
    for (PolicySpec policy : chain.policies()) {
      AnswerCheck check = policy.lowering().answers();
      if (check != null) {
        byPolicy.put(policy.name(), check);
      }
    }
  }

  /** The content with what the checks say beside the other facts. */
  PhaseContent applied(PhaseContent content, EvaluationTimes times) {
    if (byPolicy.isEmpty()) {
      return content;
    }
    List<Fact> facts = new ArrayList<>(content.facts());
    byPolicy.forEach((policy, check) -> {
      long start = System.nanoTime();
      facts.addAll(check.facts(content));
      times.checked(content.phase(), policy, System.nanoTime() - start);
    });
    return content.knowing(facts);
  }
}
