package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.DataPolicyFields;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of an exchange that stand in no body: who asks, who answers, what it cost. */
public final class SharedFacts {
  private SharedFacts() {}

  /** What every phase of an exchange knows: identity, provider, conversation. */
  static List<Fact> of(Claims claims, Target target, String upstreamModel, int turns) {
    return of(claims, target.id(), target.provider(), upstreamModel, target.dataPolicy(), turns);
  }

  /**
   * What every phase of an exchange knows: identity, provider, conversation.
   *
   * @param model the model that is sent upstream
   * @param data what the target declares of its data
   * @param turns how many messages the request has
   */
  public static List<Fact> of(
      Claims claims, String targetId, String provider, String model, DataPolicy data, int turns) {
    return List.of(
        identity(claims),
        new Fields()
            .text("id", targetId)
            .text("kind", provider)
            .text("model", model)
            .all(DataPolicyFields.of(data))
            .fact(FactType.PROVIDER),
        new Fields()
            .text("id", claims.conversation())
            .number("turns", (double) turns)
            .fact(FactType.CONVERSATION));
  }

  private static Fact identity(Claims claims) {
    var fields =
        new Fields()
            .text("user", claims.user())
            .text("team", claims.team())
            .text("org", claims.org())
            .text("role", claims.role())
            .text("agent", claims.agent());
    List<String> groups = claims.groups();
    if (groups != null) {
      fields.values.put("groups", Value.Sequence.texts(groups));
    }
    fields.values.put("authenticated", new Value.Truth(claims.authenticated()));
    return fields.fact(FactType.IDENTITY);
  }

  /** What the answer cost; amounts without a known price are missing. */
  static Fact usage(TokenCount tokens, DecisionEvent.Cost cost) {
    return new Fields()
        .number("input_tokens", (double) tokens.input())
        .number("output_tokens", (double) tokens.output())
        .number("total_tokens", (double) tokens.total())
        .number("cost_usd", cost.totalUsd())
        .fact(FactType.USAGE);
  }

  /** Leaves out what is not known. */
  private static final class Fields {
    private final Map<String, Value> values = new LinkedHashMap<>();

    Fields text(String name, @Nullable String value) {
      if (value != null) {
        values.put(name, new Value.Text(value));
      }
      return this;
    }

    Fields all(Map<String, Value> known) {
      values.putAll(known);
      return this;
    }

    Fields number(String name, @Nullable Double value) {
      if (value != null) {
        values.put(name, new Value.Decimal(value));
      }
      return this;
    }

    Fact fact(FactType type) {
      return new Fact(type, "", values);
    }
  }
}
