package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.explain.Explanation.NearMiss;
import dev.keeptrail.engine.explain.Explanation.PolicyStory;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.explain.Explanation.SeenFact;
import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explanations for programs. */
public final class ExplanationJson {
  private ExplanationJson() {}

  public static String of(List<Explanation> explanations) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("phases").beginArray();
    explanations.forEach(explanation -> write(explanation, json));
    return json.endArray().endObject() + "\n";
  }

  private static void write(Explanation explanation, JsonWriter json) {
    json.beginObject();
    json.name("phase").value(explanation.decision().phase().word());
    json.name("verdict").value(explanation.decision().verdict().word());
    json.name("reason_code").value(explanation.decision().reasonCode());
    json.name("policy").value(explanation.decision().decisivePolicy());
    json.name("message").value(explanation.decision().message());
    json.name("policies").beginArray();
    explanation.policies().forEach(policy -> policy(policy, json));
    json.endArray().endObject();
  }

  private static void policy(PolicyStory policy, JsonWriter json) {
    json.beginObject();
    json.name("policy").value(policy.outcome().policy());
    json.name("kind").value(policy.outcome().kind());
    json.name("status").value(policy.outcome().status().word());
    json.name("verdict").value(policy.outcome().verdict().word());
    json.name("action").value(policy.outcome().action().word());
    json.name("reason_code").value(policy.outcome().reasonCode());
    json.name("rules").beginArray();
    policy.rules().forEach(rule -> rule(rule, json));
    json.endArray().endObject();
  }

  private static void rule(RuleStory rule, JsonWriter json) {
    NearMiss near = rule.near();
    json.beginObject();
    json.name("rule").value(rule.name());
    json.name("status")
        .value(rule.fired() ? "fired" : near == null ? "not_relevant" : "nearly_matched");
    place(rule.span(), json);
    json.name("firings").beginArray();
    for (List<SeenFact> facts : rule.firings()) {
      json.beginArray();
      for (SeenFact fact : facts) {
        json.beginObject().name("fact").value(fact.fact().toString());
        values(fact.readings(), json);
        json.endObject();
      }
      json.endArray();
    }
    json.endArray();
    if (near != null) {
      json.name("near").beginObject();
      place(near.span(), json);
      json.name("fact").value(near.fact() == null ? null : near.fact().toString());
      json.name("answer").value(near.answer().name().toLowerCase(Locale.ROOT));
      values(near.values(), json);
      Observation.Compared compared = near.compared();
      if (compared != null) {
        json.name("value").value(SeenText.of(compared.value()));
        json.name("bound").value(SeenText.of(compared.bound()));
      }
      json.endObject();
    }
    json.endObject();
  }

  private static void values(List<Reading> readings, JsonWriter json) {
    json.name("values").beginArray();
    for (Reading reading : readings) {
      json.beginObject();
      json.name("path").value(SeenText.path(reading));
      json.name("value").value(SeenText.value(reading.value()));
      json.endObject();
    }
    json.endArray();
  }

  private static void place(@Nullable Span span, JsonWriter json) {
    if (span != null) {
      json.name("file").value(span.source().name());
      json.name("line").value(span.line());
      json.name("column").value(span.column());
    }
  }
}
