package dev.keeptrail.engine.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Traces as JSON Lines: what golden traces hold. */
public final class TraceJson {
  private static final JsonMapper LINE = JsonMapper.builder().build();

  private TraceJson() {}

  /** One line for each step, each with its sequence number, each ended by a line feed. */
  public static String lines(Trace trace) {
    var lines = new StringBuilder();
    int sequence = 0;
    for (TraceEvent event : trace.events()) {
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("seq", sequence++);
      describe(event, line);
      lines.append(LINE.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  private static void describe(TraceEvent event, Map<String, @Nullable Object> line) {
    switch (event) {
      case TraceEvent.PolicyEntered(var policy) -> put(line, "policy_entered", "policy", policy);
      case TraceEvent.RuleFired(
              var policy,
              var rule,
              var effect,
              var reason,
              var findings,
              var facts) -> {
        put(
            line,
            "rule_fired",
            "policy",
            policy,
            "rule",
            rule,
            "effect",
            effect,
            "reason_code",
            reason,
            "findings",
            findings);
        if (!facts.isEmpty()) {
          line.put("facts", facts);
        }
      }
      case TraceEvent.FindingHidden(var policy, var finding) ->
          put(line, "finding_hidden", "policy", policy, "finding", finding);
      case TraceEvent.PolicyDecided(var policy, var verdict, var action, var mode, var reason) ->
          put(
              line,
              "policy_decided",
              "policy",
              policy,
              "verdict",
              verdict,
              "action",
              action,
              "mode",
              mode,
              "reason_code",
              reason);
      case TraceEvent.PolicySkipped(var policy) -> put(line, "policy_skipped", "policy", policy);
      case TraceEvent.Faulted(var policy, var source, var problem) ->
          put(line, "faulted", "policy", policy, "source", source, "problem", problem);
      case TraceEvent.ChainDecided(var verdict, var reason, var policy) ->
          put(line, "chain_decided", "verdict", verdict, "reason_code", reason, "policy", policy);
    }
  }

  private static void put(
      Map<String, @Nullable Object> line, String step, @Nullable Object... pairs) {
    line.put("step", step);
    for (int i = 0; i < pairs.length; i += 2) {
      line.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
  }
}
