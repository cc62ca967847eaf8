package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of an export, whatever it is written as: its name, of which type its values are, and
 * where in an event they come from. Values that are not there are null, but in lists and maps,
 * which are empty then.
 */
sealed interface EventColumn {
  String name();

  record Text(String name, Function<DecisionEvent, @Nullable String> of) implements EventColumn {}

  record Texts(String name, Function<DecisionEvent, Set<String>> of) implements EventColumn {}

  record Time(String name, Function<DecisionEvent, Instant> of) implements EventColumn {}

  record Flag(String name, Function<DecisionEvent, Boolean> of) implements EventColumn {}

  /** Of 32 bits. */
  record Whole(String name, Function<DecisionEvent, Integer> of) implements EventColumn {}

  /** Of 64 bits. */
  record Count(String name, Function<StoredEvent, @Nullable Long> of) implements EventColumn {}

  record Real(String name, Function<DecisionEvent, @Nullable Double> of) implements EventColumn {}

  record Pairs(String name, Function<DecisionEvent, Map<String, String>> of)
      implements EventColumn {}

  /** All, in the order in which they are written. */
  List<EventColumn> ALL =
      List.of(
          new Count("sequence", StoredEvent::sequence),
          new Text("id", DecisionEvent::id),
          new Time("timestamp", DecisionEvent::timestamp),
          new Text("verdict", DecisionEvent::verdict),
          new Text("reason_code", DecisionEvent::reasonCode),
          new Text("model", DecisionEvent::model),
          new Text("provider", DecisionEvent::provider),
          new Text("config_version", DecisionEvent::configVersion),
          new Text("decisive_policy", DecisionEvent::decisivePolicy),
          new Texts("deciding_policies", DecisionEvent::decidingPolicies),
          new Text("outcome", event -> event.outcome().word()),
          new Whole("http_status", DecisionEvent::httpStatus),
          new Text("route", DecisionEvent::route),
          new Flag("stream", DecisionEvent::stream),
          new Text("request_id", DecisionEvent::requestId),
          new Text("client_request_id", DecisionEvent::clientRequestId),
          new Text("gateway_id", DecisionEvent::gatewayId),
          new Text("pack", event -> event.pack().name()),
          new Text("pack_digest", event -> event.pack().digest()),
          new Flag("transformed", DecisionEvent::transformed),
          new Flag("degraded", DecisionEvent::degraded),
          new Whole("findings", event -> event.findings().size()),
          new Whole("redactions", event -> event.redactions().size()),
          new Whole("faults", event -> event.faults().size()),
          count(
              "input_tokens", event -> event.usage() == null ? null : event.usage().inputTokens()),
          count(
              "output_tokens",
              event -> event.usage() == null ? null : event.usage().outputTokens()),
          new Real("total_usd", event -> event.cost() == null ? null : event.cost().totalUsd()),
          count("total_micros", event -> event.latency().totalMicros()),
          count("upstream_micros", event -> event.latency().upstreamMicros()),
          new Text("caller_key", event -> event.caller() == null ? null : event.caller().key()),
          new Text("caller_user", event -> event.caller() == null ? null : event.caller().user()),
          new Text("caller_team", event -> event.caller() == null ? null : event.caller().team()),
          new Pairs("tags", DecisionEvent::tags),
          new Text(
              "build_version", event -> event.build() == null ? null : event.build().version()),
          new Text("build_commit", event -> event.build() == null ? null : event.build().commit()),
          new Text(
              "build_detectors",
              event -> event.build() == null ? null : event.build().detectors()));

  private static EventColumn count(String name, Function<DecisionEvent, @Nullable Long> of) {
    return new Count(name, stored -> of.apply(stored.event()));
  }
}
