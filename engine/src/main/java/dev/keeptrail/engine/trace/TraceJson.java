package dev.keeptrail.engine.trace;

import dev.keeptrail.language.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces in the form of golden files: one JSON object a line. */
public final class TraceJson {
  private TraceJson() {}

  /** The whole trace; each line ends in a line end. */
  public static String of(Trace trace) {
    return lines(trace, null);
  }

  /** The whole trace of one phase of several; each line names the phase. */
  public static String of(Trace trace, String phase) {
    return lines(trace, phase);
  }

  private static String lines(Trace trace, @Nullable String phase) {
    var lines = new StringBuilder();
    int sequence = 0;
    for (TraceEvent event : trace.events()) {
      JsonWriter json = JsonWriter.compact().beginObject();
      if (phase != null) {
        json.name("phase").value(phase);
      }
      json.name("seq").value(sequence++);
      describe(event, json);
      lines.append(json.endObject()).append('\n');
    }
    return lines.toString();
  }

  private static void describe(TraceEvent event, JsonWriter json) {
    switch (event) {
      case TraceEvent.PolicyEntered(var policy) -> put(json, "policy_entered", "policy", policy);
      case TraceEvent.RuleFired(
              var policy,
              var rule,
              var effect,
              var reason,
              var findings,
              var facts) -> {
        put(json, "rule_fired", "policy", policy);
        json.name("rule").value(rule);
        json.name("effect").value(effect);
        json.name("reason_code").value(reason);
        json.name("findings").beginArray();
        findings.forEach(finding -> json.value((long) finding));
        json.endArray();
        facts(facts, json);
      }
      case TraceEvent.FindingHidden(var policy, var finding) -> {
        put(json, "finding_hidden", "policy", policy);
        json.name("finding").value(finding);
      }
      case TraceEvent.PolicyDecided(var policy, var verdict, var action, var mode, var reason) -> {
        put(json, "policy_decided", "policy", policy);
        json.name("verdict").value(verdict);
        json.name("action").value(action);
        json.name("mode").value(mode);
        json.name("reason_code").value(reason);
      }
      case TraceEvent.PolicySkipped(var policy) -> put(json, "policy_skipped", "policy", policy);
      case TraceEvent.Faulted(var policy, var source, var problem) -> {
        put(json, "faulted", "policy", policy);
        json.name("source").value(source);
        json.name("problem").value(problem);
      }
      case TraceEvent.ChainDecided(var verdict, var reason, var policy) -> {
        put(json, "chain_decided", "verdict", verdict);
        json.name("reason_code").value(reason);
        json.name("policy").value(policy);
      }
    }
  }

  private static void facts(List<String> facts, JsonWriter json) {
    if (!facts.isEmpty()) {
      json.name("facts").beginArray();
      facts.forEach(json::value);
      json.endArray();
    }
  }

  private static void put(JsonWriter json, String step, String name, String value) {
    json.name("step").value(step);
    json.name(name).value(value);
  }
}
