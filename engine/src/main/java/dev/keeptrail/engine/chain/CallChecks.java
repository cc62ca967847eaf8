package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.kind.CallCheck;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks of all policies of a chain on the tool calls of a phase. */
final class CallChecks {
  private static final String FAULTS = "faults";

  private final Map<String, CallCheck> byPolicy = new LinkedHashMap<>();

  CallChecks(ChainSpec chain) {
    for (PolicySpec policy : chain.policies()) {
      CallCheck check = policy.lowering().check();
      if (check != null) {
        byPolicy.put(policy.name(), check);
      }
    }
  }

  /** The content with what the checks say in the facts of calls. */
  PhaseContent applied(PhaseContent content, EvaluationTimes times) {
    if (byPolicy.isEmpty()) {
      return content;
    }
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : content.facts()) {
      facts.add(fact.type() == FactType.TOOL_CALL ? checked(fact, content.phase(), times) : fact);
    }
    return content.knowing(facts);
  }

  private Fact checked(Fact call, Phase phase, EvaluationTimes times) {
    Value arguments = call.fields().get("arguments");
    if (arguments == null
        || arguments instanceof Value.Nothing
        || !(call.fields().get("name") instanceof Value.Text(String tool))) {
      return call;
    }
    Map<String, Value> faults = new LinkedHashMap<>();
    byPolicy.forEach((policy, check) -> {
      long start = System.nanoTime();
      check.fault(tool, arguments).ifPresent(fault -> faults.put(policy, new Value.Text(fault)));
      times.checked(phase, policy, System.nanoTime() - start);
    });
    if (faults.isEmpty()) {
      return call;
    }
    Map<String, Value> fields = new LinkedHashMap<>(call.fields());
    fields.put(FAULTS, new Value.Mapping(faults));
    return new Fact(call.type(), call.pointer(), fields);
  }
}
