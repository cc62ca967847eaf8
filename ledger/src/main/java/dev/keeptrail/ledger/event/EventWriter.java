package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import dev.keeptrail.ledger.event.DecisionEvent.Build;
import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.PhaseCoverage;
import dev.keeptrail.ledger.event.DecisionEvent.Place;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedAssignee;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFault;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFinding;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRedaction;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRestoration;
import dev.keeptrail.ledger.event.DecisionEvent.UnscannedPart;
import dev.keeptrail.ledger.event.DecisionEvent.Upstream;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one event field by field; streaming, because this runs for every governed request. */
final class EventWriter {
  private final JsonGenerator json;

  EventWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(DecisionEvent event) {
    json.writeStartObject();
    documentedFields(event);
    json.writeNumberProperty("schema_version", DecisionEvent.SCHEMA_VERSION);
    requestFields(event);
    outcomeFields(event);
    array("policy_results", event.policyResults(), this::policyResult);
    array("findings", event.findings(), this::finding);
    array("redactions", event.redactions(), this::redaction);
    array("faults", event.faults(), this::fault);
    array("coverage", event.coverage(), this::coverage);
    optional("upstream", event.upstream(), this::upstream);
    optional("usage", event.usage(), this::usage);
    optional("cost", event.cost(), this::cost);
    json.writeObjectPropertyStart("latency");
    json.writeNumberProperty("total_micros", event.latency().totalMicros());
    json.writeNumberProperty("upstream_micros", event.latency().upstreamMicros());
    json.writeNumberProperty("gateway_micros", event.latency().gatewayMicros());
    if (event.latency().heldMicros() != 0) {
      json.writeNumberProperty("held_micros", event.latency().heldMicros());
    }
    json.writeEndObject();
    fieldsOfRules(event);
    fieldsOfCallers(event);
    build(event.build());
    json.writeEndObject();
  }

  /** Later than the other fields; left out where there is nothing to say, as before them. */
  private void fieldsOfRules(DecisionEvent event) {
    if (!event.tags().isEmpty()) {
      json.writeObjectPropertyStart("tags");
      event.tags().forEach(this::text);
      json.writeEndObject();
    }
    RecordedAssignee assignee = event.assignee();
    if (assignee != null) {
      json.writeObjectPropertyStart("assignee");
      text("kind", assignee.kind());
      text("name", assignee.name());
      json.writeEndObject();
    }
    if (!event.restorations().isEmpty()) {
      array("restorations", event.restorations(), this::restoration);
    }
  }

  private void fieldsOfCallers(DecisionEvent event) {
    RecordedCaller caller = event.caller();
    if (caller != null) {
      json.writeObjectPropertyStart("caller");
      text("key", caller.key());
      textIfThere("user", caller.user());
      textIfThere("team", caller.team());
      textIfThere("org", caller.org());
      textIfThere("agent", caller.agent());
      textIfThere("consumer_group", caller.consumerGroup());
      json.writeEndObject();
    }
    textIfThere("cache", event.cache());
  }

  private void build(@Nullable Build build) {
    if (build != null) {
      json.writeObjectPropertyStart("build");
      text("version", build.version());
      textIfThere("commit", build.commit());
      textIfThere("detectors", build.detectors());
      json.writeEndObject();
    }
  }

  private void textIfThere(String name, @Nullable String value) {
    if (value != null) {
      text(name, value);
    }
  }

  /** The eight fields that readers of earlier tools know, first and in their order. */
  private void documentedFields(DecisionEvent event) {
    text("id", event.id());
    text("event_type", DecisionEvent.TYPE);
    text("timestamp", EventTimestamp.format(event.timestamp()));
    text("verdict", event.verdict());
    text("reason_code", event.reasonCode());
    text("model", event.model());
    text("provider", event.provider());
    text("config_version", event.configVersion());
  }

  private void requestFields(DecisionEvent event) {
    text("request_id", event.requestId());
    text("client_request_id", event.clientRequestId());
    text("gateway_id", event.gatewayId());
    text("route", event.route());
    json.writeBooleanProperty("stream", event.stream());
    json.writeObjectPropertyStart("pack");
    text("name", event.pack().name());
    text("version", event.pack().version());
    text("digest", event.pack().digest());
    json.writeBooleanProperty("enabled", event.pack().enabled());
    json.writeEndObject();
  }

  private void outcomeFields(DecisionEvent event) {
    text("decisive_policy", event.decisivePolicy());
    text("outcome", event.outcome().word());
    json.writeNumberProperty("http_status", event.httpStatus());
    json.writeBooleanProperty("transformed", event.transformed());
    json.writeBooleanProperty("degraded", event.degraded());
  }

  private void policyResult(PolicyResult result) {
    text("policy", result.policy());
    text("kind", result.kind());
    text("phase", result.phase());
    text("mode", result.mode());
    text("status", result.status());
    text("verdict", result.verdict());
    text("action", result.action());
    text("reason_code", result.reasonCode());
    json.writeArrayPropertyStart("rules");
    for (String rule : result.rules()) {
      json.writeString(WellFormed.text(rule));
    }
    json.writeEndArray();
    json.writeNumberProperty("findings", result.findings());
  }

  private void finding(RecordedFinding finding) {
    place(finding.place());
    json.writeNumberProperty("start", finding.start());
    json.writeNumberProperty("end", finding.end());
    text("category", finding.category());
    json.writeNumberProperty("score", finding.score());
    text("evidence", finding.evidence());
    text("view", finding.view());
    text("detector", finding.detector());
  }

  private void redaction(RecordedRedaction redaction) {
    place(redaction.place());
    json.writeNumberProperty("start", redaction.start());
    json.writeNumberProperty("end", redaction.end());
    text("policy", redaction.policy());
    text("category", redaction.category());
    text("format", redaction.format());
  }

  private void restoration(RecordedRestoration restoration) {
    text("policy", restoration.policy());
    text("category", restoration.category());
    json.writeNumberProperty("count", restoration.count());
  }

  private void place(Place place) {
    json.writeObjectPropertyStart("place");
    text("phase", place.phase());
    text("role", place.role());
    text("channel", place.channel());
    text("pointer", place.pointer());
    json.writeEndObject();
  }

  private void fault(RecordedFault fault) {
    text("phase", fault.phase());
    text("policy", fault.policy());
    text("source", fault.source());
    text("problem", fault.problem());
  }

  private void coverage(PhaseCoverage coverage) {
    text("phase", coverage.phase());
    json.writeNumberProperty("segments", coverage.segments());
    json.writeNumberProperty("characters", coverage.characters());
    json.writeNumberProperty("scanned_characters", coverage.scannedCharacters());
    array("unscanned", coverage.unscanned(), this::unscanned);
  }

  private void unscanned(UnscannedPart part) {
    text("pointer", part.pointer());
    text("reason", part.reason());
  }

  private void upstream(Upstream upstream) {
    status(upstream.status());
    text("error", upstream.error());
    text("model", upstream.model());
    if (!upstream.attempts().isEmpty()) {
      array("attempts", upstream.attempts(), this::attempt);
    }
    if (upstream.simulated()) {
      json.writeBooleanProperty("simulated", true);
    }
  }

  private void attempt(Attempt attempt) {
    text("target", attempt.target());
    status(attempt.status());
    text("error", attempt.error());
    json.writeNumberProperty("micros", attempt.micros());
  }

  private void status(@Nullable Integer status) {
    if (status == null) {
      json.writeNullProperty("status");
    } else {
      json.writeNumberProperty("status", status.intValue());
    }
  }

  private void usage(Usage usage) {
    json.writeNumberProperty("input_tokens", usage.inputTokens());
    json.writeNumberProperty("output_tokens", usage.outputTokens());
    json.writeNumberProperty("total_tokens", usage.totalTokens());
    // WHY: left out where there is nothing to say, so that events stay as they were before.
    if (usage.cachedInputTokens() != 0) {
      json.writeNumberProperty("cached_input_tokens", usage.cachedInputTokens());
    }
    if (usage.reasoningTokens() != 0) {
      json.writeNumberProperty("reasoning_tokens", usage.reasoningTokens());
    }
    if (usage.estimated()) {
      json.writeBooleanProperty("estimated", true);
    }
  }

  private void cost(Cost cost) {
    money("input_usd", cost.inputUsd());
    money("output_usd", cost.outputUsd());
    money("total_usd", cost.totalUsd());
    json.writeBooleanProperty("price_known", cost.priceKnown());
    text("price_table_date", cost.priceTableDate());
    text("price_table_digest", cost.priceTableDigest());
    textIfThere("priced_as", cost.pricedAs());
  }

  private void text(String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, WellFormed.text(value));
    }
  }

  private void money(String name, @Nullable Double amount) {
    if (amount == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, amount.doubleValue());
    }
  }

  private <T> void array(String name, List<T> items, Consumer<T> fields) {
    json.writeArrayPropertyStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.accept(item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private <T> void optional(String name, @Nullable T value, Consumer<T> fields) {
    if (value == null) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    fields.accept(value);
    json.writeEndObject();
  }
}
