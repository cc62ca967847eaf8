package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.ProviderCounts;
import dev.keeptrail.language.kind.ProviderKind;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How each target of the packs that are served is doing, as JSON. Thread-safe. */
final class ProviderReports {
  private static final ProviderCounts.Report NEVER_ASKED =
      new ProviderCounts.Report(
          0, Map.of(), Map.of("p50", 0.0, "p90", 0.0, "p99", 0.0, "max", 0.0), 0, 0, 0, 0, 0);

  private final ServingSwitch serving;
  private final ProviderCounts counts;

  ProviderReports(ServingSwitch serving, ProviderCounts counts) {
    this.serving = serving;
    this.counts = counts;
  }

  /** All of them, pack by pack in the order of the pack. */
  ObjectNode all() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("since", counts.since().toString());
    ArrayNode targets = body.putArray("providers");
    serving.current().byGroup().values().forEach(pack -> add(pack, targets));
    return body;
  }

  private void add(Serving pack, ArrayNode targets) {
    for (Target target : pack.targets().all()) {
      ObjectNode one = begin(pack, targets, target.id(), target.provider());
      one.put("model", target.model())
          .put("available", target.available())
          .put("reachable", target.reachable())
          .put("breaker", pack.runner().breaker(target.id()).orElse(null));
      tell(target.id(), one);
    }
    for (Map.Entry<String, McpServer> server : pack.servers().entrySet()) {
      ObjectNode one = begin(pack, targets, server.getKey(), ProviderKind.MCP.word());
      one.putNull("model")
          .put("available", true)
          .put("reachable", server.getValue().reachable())
          .putNull("breaker");
      tell(server.getKey(), one);
    }
  }

  private static ObjectNode begin(Serving pack, ArrayNode targets, String id, String provider) {
    ObjectNode one = targets.addObject();
    one.put("target", id).put("provider", provider);
    if (pack.group().equals(Packs.COMMON)) {
      one.putNull("consumer_group");
    } else {
      one.put("consumer_group", pack.group());
    }
    return one;
  }

  private void tell(String id, ObjectNode one) {
    ProviderCounts.Report report = counts.report(id).orElse(NEVER_ASKED);
    one.put("requests", report.requests());
    report.errors().forEach(one.putObject("errors")::put);
    new TreeMap<>(report.latency()).forEach(one.putObject("latency_ms")::put);
    one.putObject("fallbacks").put("from", report.gaveWay()).put("to", report.stoodIn());
    one.putObject("tokens").put("input", report.inputTokens()).put("output", report.outputTokens());
    one.put("cost_usd", report.costUsd());
  }
}
