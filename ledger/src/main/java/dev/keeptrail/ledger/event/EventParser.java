package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import dev.keeptrail.ledger.event.DecisionEvent.Build;
import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
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
import tools.jackson.core.JacksonException;

/** Reads an event from JSON; the mirror of {@link EventWriter}. */
final class EventParser {
  static final String NOT_WELL_FORMED = "an event is not well-formed JSON";

  private EventParser() {}

  static DecisionEvent parse(byte[] json) throws EventFormatException {
    return JsonFields.read(tape(json), EventParser::event);
  }

  static JsonTape tape(byte[] json) throws EventFormatException {
    try {
      return JsonTape.of(json);
    } catch (JacksonException exception) {
      // The cause's message may quote the text, so it is left behind.
      throw new EventFormatException(NOT_WELL_FORMED);
    }
  }

  private static DecisionEvent event(JsonFields fields) throws EventFormatException {
    requireKnown(fields, DecisionEvent.TYPE, DecisionEvent.SCHEMA_VERSION);
    return new DecisionEvent(
        fields.text("id"),
        EventTimestamp.parse(fields.text("timestamp")),
        fields.text("verdict"),
        fields.text("reason_code"),
        fields.text("model"),
        fields.text("provider"),
        fields.text("config_version"),
        fields.text("request_id"),
        fields.textOrNull("client_request_id"),
        fields.text("gateway_id"),
        fields.text("route"),
        fields.flag("stream"),
        fields.object("pack", EventParser::pack),
        fields.textOrNull("decisive_policy"),
        outcome(fields.text("outcome")),
        fields.integer("http_status"),
        fields.flag("transformed"),
        fields.flag("degraded"),
        fields.objects("policy_results", EventParser::policyResult),
        fields.objects("findings", EventParser::finding),
        fields.objects("redactions", EventParser::redaction),
        fields.objects("faults", EventParser::fault),
        fields.objects("coverage", EventParser::coverage),
        fields.objectOrNull("upstream", EventParser::upstream),
        fields.objectOrNull("usage", EventParser::usage),
        fields.objectOrNull("cost", EventParser::cost),
        fields.object("latency", EventParser::latency),
        fields.textsByName("tags"),
        fields.objectIfThere("assignee", EventParser::assignee),
        fields.objectsIfThere("restorations", EventParser::restoration),
        fields.objectIfThere("caller", EventParser::caller),
        fields.textIfThere("cache"),
        fields.objectIfThere("build", EventParser::build));
  }

  /** Takes the version and the type, and refuses what is of others. */
  static void requireKnown(JsonFields fields, String type, int readable)
      throws EventFormatException {
    int version = fields.integer("schema_version");
    if (version != readable) {
      throw new EventFormatException(
          "the event has schema version " + version + ", this build reads version " + readable);
    }
    if (!fields.text("event_type").equals(type)) {
      throw new EventFormatException("`event_type` is not `" + type + "`");
    }
  }

  private static Outcome outcome(String word) throws EventFormatException {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw new EventFormatException("`outcome` is not a known word");
  }

  private static PackRef pack(JsonFields fields) throws EventFormatException {
    return new PackRef(
        fields.text("name"), fields.text("version"), fields.text("digest"), fields.flag("enabled"));
  }

  private static PolicyResult policyResult(JsonFields fields) throws EventFormatException {
    return new PolicyResult(
        fields.text("policy"),
        fields.text("kind"),
        fields.text("phase"),
        fields.text("mode"),
        fields.text("status"),
        fields.text("verdict"),
        fields.text("action"),
        fields.text("reason_code"),
        fields.texts("rules"),
        fields.integer("findings"));
  }

  private static RecordedFinding finding(JsonFields fields) throws EventFormatException {
    return new RecordedFinding(
        fields.object("place", EventParser::place),
        fields.integer("start"),
        fields.integer("end"),
        fields.text("category"),
        fields.number("score"),
        fields.text("evidence"),
        fields.text("view"),
        fields.text("detector"));
  }

  private static RecordedRedaction redaction(JsonFields fields) throws EventFormatException {
    return new RecordedRedaction(
        fields.object("place", EventParser::place),
        fields.integer("start"),
        fields.integer("end"),
        fields.text("policy"),
        fields.text("category"),
        fields.text("format"));
  }

  private static Place place(JsonFields fields) throws EventFormatException {
    return new Place(
        fields.text("phase"), fields.text("role"), fields.text("channel"), fields.text("pointer"));
  }

  private static RecordedFault fault(JsonFields fields) throws EventFormatException {
    return new RecordedFault(
        fields.text("phase"), fields.text("policy"), fields.text("source"), fields.text("problem"));
  }

  private static PhaseCoverage coverage(JsonFields fields) throws EventFormatException {
    return new PhaseCoverage(
        fields.text("phase"),
        fields.integer("segments"),
        fields.wide("characters"),
        fields.wide("scanned_characters"),
        fields.objects("unscanned", EventParser::unscanned));
  }

  private static UnscannedPart unscanned(JsonFields fields) throws EventFormatException {
    return new UnscannedPart(fields.text("pointer"), fields.text("reason"));
  }

  private static Upstream upstream(JsonFields fields) throws EventFormatException {
    return new Upstream(
        fields.integerOrNull("status"),
        fields.textOrNull("error"),
        fields.textOrNull("model"),
        fields.objectsIfThere("attempts", EventParser::attempt),
        fields.flagIfThere("simulated"));
  }

  private static Attempt attempt(JsonFields fields) throws EventFormatException {
    return new Attempt(
        fields.text("target"),
        fields.integerOrNull("status"),
        fields.textOrNull("error"),
        fields.wide("micros"));
  }

  private static Usage usage(JsonFields fields) throws EventFormatException {
    return new Usage(
        fields.wide("input_tokens"),
        fields.wide("output_tokens"),
        fields.wide("total_tokens"),
        fields.wideIfThere("cached_input_tokens"),
        fields.wideIfThere("reasoning_tokens"),
        fields.flagIfThere("estimated"));
  }

  private static Cost cost(JsonFields fields) throws EventFormatException {
    return new Cost(
        fields.numberOrNull("input_usd"),
        fields.numberOrNull("output_usd"),
        fields.numberOrNull("total_usd"),
        fields.flag("price_known"),
        fields.text("price_table_date"),
        fields.text("price_table_digest"),
        fields.textIfThere("priced_as"));
  }

  private static RecordedRestoration restoration(JsonFields fields) throws EventFormatException {
    return new RecordedRestoration(
        fields.text("policy"), fields.text("category"), fields.integer("count"));
  }

  private static RecordedCaller caller(JsonFields fields) throws EventFormatException {
    return new RecordedCaller(
        fields.text("key"),
        fields.textIfThere("user"),
        fields.textIfThere("team"),
        fields.textIfThere("org"),
        fields.textIfThere("agent"),
        fields.textIfThere("consumer_group"));
  }

  private static Build build(JsonFields fields) throws EventFormatException {
    return new Build(
        fields.text("version"), fields.textIfThere("commit"), fields.textIfThere("detectors"));
  }

  private static RecordedAssignee assignee(JsonFields fields) throws EventFormatException {
    return new RecordedAssignee(fields.text("kind"), fields.text("name"));
  }

  private static Latency latency(JsonFields fields) throws EventFormatException {
    return new Latency(
        fields.wide("total_micros"),
        fields.wide("upstream_micros"),
        fields.wide("gateway_micros"),
        fields.wideIfThere("held_micros"));
  }
}
