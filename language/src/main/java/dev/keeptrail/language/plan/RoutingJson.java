package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON form of routing, both ways. Written only where a pack says something. */
final class RoutingJson {
  private RoutingJson() {}

  static void write(RoutingPlan routing, JsonWriter json) {
    json.beginObject();
    json.name("strategy").value(routing.strategy().word());
    if (!routing.weights().isEmpty()) {
      json.name("weights").beginObject();
      routing.weights().forEach((id, weight) -> json.name(id).value(weight.intValue()));
      json.endObject();
    }
    Integer timeout = routing.timeoutSeconds();
    if (timeout != null) {
      json.name("timeout_seconds").value(timeout.intValue());
    }
    RoutingPlan.Fallback fallback = routing.fallback();
    if (fallback != null) {
      json.name("fallback").beginObject().name("triggers").beginArray();
      fallback.triggers().forEach(trigger -> json.value(trigger.word()));
      json.endArray();
      json.name("max_fallback_attempts").value(fallback.maxAttempts());
      json.name("max_retries").value(fallback.maxRetries()).endObject();
    }
    RoutingPlan.Breaker breaker = routing.breaker();
    if (breaker != null) {
      json.name("circuit_breaker").beginObject();
      json.name("failure_threshold").value(breaker.failureThreshold());
      json.name("cooldown_seconds").value(breaker.cooldownSeconds()).endObject();
    }
    if (!routing.groups().isEmpty()) {
      json.name("model_groups").beginArray();
      routing.groups().forEach(group -> write(group, json));
      json.endArray();
    }
    RoutingPlan.Mirror mirror = routing.mirror();
    if (mirror != null) {
      json.name("mirroring").beginObject().name("target").value(mirror.target());
      json.name("sample_rate").value(mirror.sampleRate());
      json.name("timeout_ms").value(mirror.timeoutMillis()).endObject();
    }
    json.endObject();
  }

  private static void write(RoutingPlan.ModelGroup group, JsonWriter json) {
    json.beginObject().name("name").value(group.name()).name("targets").beginArray();
    group.targets().forEach(json::value);
    json.endArray().name("aliases").beginArray();
    group.aliases().forEach(json::value);
    json.endArray().endObject();
  }

  static RoutingPlan read(JsonTree tree, String path) throws PlanFormatException {
    Members routing = Members.of(tree, path);
    String word = routing.text("strategy");
    RoutingStrategy strategy =
        Stream.of(RoutingStrategy.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(() -> Members.wrong(routing.at("strategy"), "a strategy"));
    RoutingPlan plan =
        new RoutingPlan(
            strategy,
            routing.optional("weights", RoutingJson::weights).orElse(Map.of()),
            routing.has("timeout_seconds")
                ? routing.whole("timeout_seconds", 1, TargetAccess.MAX_TIMEOUT_SECONDS)
                : null,
            routing.optional("fallback", RoutingJson::fallback).orElse(null),
            routing.optional("circuit_breaker", RoutingJson::breaker).orElse(null),
            routing.has("model_groups")
                ? routing.list("model_groups", RoutingJson::group)
                : List.of(),
            routing.optional("mirroring", RoutingJson::mirror).orElse(null));
    routing.end();
    return plan;
  }

  private static Map<String, Integer> weights(JsonTree tree, String path)
      throws PlanFormatException {
    if (!(tree instanceof JsonTree.Mapping(Map<String, JsonTree> written))) {
      throw Members.wrong(path, "an object");
    }
    Members weights = Members.of(tree, path);
    Map<String, Integer> read = new TreeMap<>();
    for (String id : written.keySet()) {
      read.put(id, weights.whole(id, 0, RoutingPlan.MAX_WEIGHT));
    }
    return read;
  }

  private static RoutingPlan.Fallback fallback(JsonTree tree, String path)
      throws PlanFormatException {
    Members fallback = Members.of(tree, path);
    Set<FallbackTrigger> triggers = EnumSet.noneOf(FallbackTrigger.class);
    triggers.addAll(fallback.list("triggers", RoutingJson::trigger));
    RoutingPlan.Fallback plan =
        new RoutingPlan.Fallback(
            new ArrayList<>(triggers),
            fallback.whole("max_fallback_attempts", 0, RoutingPlan.MAX_FALLBACKS),
            fallback.whole("max_retries", 0, RoutingPlan.MAX_RETRIES));
    fallback.end();
    return plan;
  }

  private static FallbackTrigger trigger(JsonTree tree, String path) throws PlanFormatException {
    String word = Members.text(tree, path);
    return Stream.of(FallbackTrigger.values())
        .filter(trigger -> trigger.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Members.wrong(path, "a trigger"));
  }

  private static RoutingPlan.Breaker breaker(JsonTree tree, String path)
      throws PlanFormatException {
    Members breaker = Members.of(tree, path);
    RoutingPlan.Breaker plan =
        new RoutingPlan.Breaker(
            breaker.whole("failure_threshold", 1, RoutingPlan.MAX_THRESHOLD),
            breaker.whole("cooldown_seconds", 1, RoutingPlan.MAX_COOLDOWN_SECONDS));
    breaker.end();
    return plan;
  }

  private static RoutingPlan.Mirror mirror(JsonTree tree, String path) throws PlanFormatException {
    Members mirror = Members.of(tree, path);
    double rate = mirror.number("sample_rate");
    if (rate < 0 || rate > 1) {
      throw Members.wrong(mirror.at("sample_rate"), "a number from 0 to 1");
    }
    RoutingPlan.Mirror plan =
        new RoutingPlan.Mirror(
            mirror.text("target"),
            rate,
            mirror.whole("timeout_ms", 1, RoutingPlan.MAX_MIRROR_MILLIS));
    mirror.end();
    return plan;
  }

  private static RoutingPlan.ModelGroup group(JsonTree tree, String path)
      throws PlanFormatException {
    Members group = Members.of(tree, path);
    RoutingPlan.ModelGroup plan =
        new RoutingPlan.ModelGroup(
            group.text("name"),
            group.list("targets", Members::text),
            group.list("aliases", Members::text));
    group.end();
    return plan;
  }
}
