package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a decision is as it is, for programs. */
final class WhyJson {
  private WhyJson() {}

  /**
   * One object.
   *
   * @param frames where the pack was kept
   * @param inForce since when it was in force, where the trail says so
   */
  static String write(
      DecisionEvent event,
      @Nullable PackFrames frames,
      @Nullable PackInForce inForce,
      EscalationTale tale) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("event").value(event.id());
    json.name("verdict").value(event.verdict());
    json.name("reason_code").value(event.reasonCode());
    json.name("pack").beginObject();
    json.name("name").value(event.pack().name());
    json.name("version").value(event.pack().version());
    json.name("digest").value(event.pack().digest());
    json.name("kept").value(frames != null);
    if (inForce != null) {
      loaded(inForce, json);
    }
    json.endObject();
    List<PolicyResult> made = EventsWhyCommand.made(event);
    json.name("because").value(made.isEmpty() ? EventsWhyCommand.withoutPolicies(event) : null);
    json.name("policies").beginArray();
    for (PolicyResult result : made) {
      policy(event, result, frames, json);
    }
    json.endArray();
    json.name("escalation").beginArray();
    for (AdministrativeEvent entry : tale.entries()) {
      json.beginObject();
      json.name("id").value(tale.id());
      json.name("action").value(EscalationTale.did(entry));
      json.name("by").value(entry.actor().name());
      json.name("at").value(entry.timestamp().toString());
      json.name("reason").value(entry.details().get("reason"));
      json.endObject();
    }
    json.endArray();
    json.name("faults").beginArray();
    for (DecisionEvent.RecordedFault fault : event.faults()) {
      json.beginObject();
      json.name("phase").value(fault.phase());
      json.name("policy").value(fault.policy());
      json.name("source").value(fault.source());
      json.name("problem").value(fault.problem());
      json.endObject();
    }
    return json.endArray().endObject().toString();
  }

  private static void loaded(PackInForce inForce, JsonWriter json) {
    AdministrativeEvent load = inForce.loaded();
    AdministrativeEvent before = inForce.before();
    json.name("loaded").beginObject();
    json.name("entry").value(load.id());
    json.name("at").value(load.timestamp().toString());
    json.name("by").value(load.actor().name());
    json.name("cause").value(load.details().get("cause"));
    json.name("before").value(before == null ? null : PackInForce.digest(before));
    json.endObject();
  }

  private static void policy(
      DecisionEvent event, PolicyResult result, @Nullable PackFrames frames, JsonWriter json) {
    json.beginObject();
    json.name("policy").value(result.policy());
    json.name("kind").value(result.kind());
    json.name("phase").value(result.phase());
    json.name("verdict").value(result.verdict());
    json.name("action").value(result.action());
    json.name("reason_code").value(result.reasonCode());
    json.name("rules").beginArray();
    result.rules().forEach(json::value);
    json.endArray();
    json.name("places").beginArray();
    if (frames != null) {
      for (Span place : frames.places(result.policy(), result.rules())) {
        json.beginObject();
        json.name("file").value(place.source().name());
        json.name("line").value(place.line());
        json.name("column").value(place.column());
        json.name("in_force").value(frames.inForce());
        json.endObject();
      }
    }
    json.endArray();
    json.name("findings").beginArray();
    for (DecisionEvent.RecordedFinding finding : event.findings()) {
      if (finding.place().phase().equals(result.phase())) {
        finding(finding, json);
      }
    }
    json.endArray();
    json.endObject();
  }

  private static void finding(DecisionEvent.RecordedFinding finding, JsonWriter json) {
    json.beginObject();
    json.name("category").value(finding.category());
    json.name("pointer").value(finding.place().pointer());
    json.name("start").value(finding.start());
    json.name("end").value(finding.end());
    json.name("score").value(finding.score());
    json.name("detector").value(finding.detector());
    json.endObject();
  }
}
