package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.exchange.DataPolicyFields;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.testfile.TestInput;
import dev.keeptrail.language.testfile.TestInput.GivenFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, who serves, and what else is known beside the bodies: from headers, from the pack, and
 * from what the test states, which comes before both.
 */
final class CallerFacts {
  private static final Map<String, String> IDENTITY =
      Map.of(
          "x-user-id", "user",
          "x-team-id", "team",
          "x-org-id", "org",
          "x-user-role", "role",
          "x-keeptrusts-agent-id", "agent");
  private static final String CONVERSATION = "x-conversation-id";

  private CallerFacts() {}

  /** The facts of every phase. */
  static List<Fact> of(TestInput input, @Nullable ProviderPlan target) {
    List<Fact> facts = new ArrayList<>();
    add(facts, FactType.IDENTITY, identity(input));
    add(facts, FactType.PROVIDER, provider(input, target));
    add(facts, FactType.CONVERSATION, conversation(input));
    for (GivenFact counter : Bodies.of(input, FactType.COUNTER)) {
      facts.add(new Fact(FactType.COUNTER, "", counter.fields()));
    }
    return facts;
  }

  /** What the answer cost, where the test says it. */
  static List<Fact> usage(TestInput input) {
    List<Fact> facts = new ArrayList<>();
    add(facts, FactType.USAGE, stated(input, FactType.USAGE));
    return facts;
  }

  private static Map<String, Value> identity(TestInput input) {
    Map<String, Value> fields = new LinkedHashMap<>();
    input
        .headers()
        .forEach((header, value) -> {
          String field = IDENTITY.get(header);
          if (field != null) {
            fields.put(field, new Value.Text(value));
          }
        });
    fields.putAll(stated(input, FactType.IDENTITY));
    return fields;
  }

  private static Map<String, Value> provider(TestInput input, @Nullable ProviderPlan target) {
    Map<String, Value> fields = new LinkedHashMap<>();
    if (target != null) {
      fields.put("id", new Value.Text(target.id()));
      fields.put("kind", new Value.Text(target.provider()));
      if (target.model() != null) {
        fields.put("model", new Value.Text(target.model()));
      }
      fields.putAll(DataPolicyFields.of(target.dataPolicy()));
    }
    fields.putAll(stated(input, FactType.PROVIDER));
    return fields;
  }

  private static Map<String, Value> conversation(TestInput input) {
    Map<String, Value> fields = new LinkedHashMap<>();
    String id = input.headers().get(CONVERSATION);
    if (id != null) {
      fields.put("id", new Value.Text(id));
      fields.put("turns", new Value.Decimal(input.messages().size()));
    }
    fields.putAll(stated(input, FactType.CONVERSATION));
    return fields;
  }

  private static Map<String, Value> stated(TestInput input, FactType type) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Bodies.of(input, type).forEach(fact -> fields.putAll(fact.fields()));
    return fields;
  }

  private static void add(List<Fact> facts, FactType type, Map<String, Value> fields) {
    if (!fields.isEmpty()) {
      facts.add(new Fact(type, "", fields));
    }
  }
}
