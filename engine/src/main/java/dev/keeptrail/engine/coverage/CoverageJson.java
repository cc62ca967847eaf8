package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;
import java.util.Map;

/** Coverage for programs. */
public final class CoverageJson {
  private CoverageJson() {}

  public static String of(PackCoverage coverage) {
    JsonWriter json = JsonWriter.indented();
    write(coverage, json);
    return json + "\n";
  }

  public static void write(PackCoverage coverage, JsonWriter json) {
    json.beginObject();
    json.name("percent").value(Math.round(coverage.percent() * 10) / 10.0);
    ratio(json, "policies_reached", coverage.policiesReached(), coverage.policies().size());
    ratio(json, "rules_fired", coverage.rulesFired(), coverage.rules().size());
    ratio(json, "condition_outcomes", coverage.outcomesSeen(), coverage.outcomes());
    counts(json, "verdicts", coverage.verdicts());
    json.name("policies").beginArray();
    for (Policy policy : coverage.policies()) {
      json.beginObject().name("policy").value(policy.name());
      json.name("reached").value(policy.reached());
      counts(json, "verdicts", policy.verdicts());
      json.endObject();
    }
    json.endArray();
    json.name("rules").beginArray();
    coverage.rules().forEach(rule -> rule(rule, json));
    json.endArray().endObject();
  }

  private static void rule(RuleLine rule, JsonWriter json) {
    json.beginObject().name("policy").value(rule.policy());
    json.name("rule").value(rule.name());
    place(rule.span(), json);
    json.name("fired").value(rule.fired());
    json.name("conditions").beginArray();
    for (Branch branch : rule.conditions()) {
      json.beginObject();
      place(branch.span(), json);
      json.name("held").value(branch.held());
      json.name("failed").value(branch.failed());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void place(Span span, JsonWriter json) {
    json.name("file").value(span.source().name());
    json.name("line").value(span.line());
    json.name("column").value(span.column());
  }

  private static void ratio(JsonWriter json, String name, int hit, int all) {
    json.name(name).beginObject();
    json.name("hit").value(hit);
    json.name("all").value(all).endObject();
  }

  private static void counts(JsonWriter json, String name, Map<String, Long> counts) {
    json.name(name).beginObject();
    counts.forEach((word, count) -> json.name(word).value(count));
    json.endObject();
  }
}
