package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.Part;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;

/**
 * Captures as JSON, on one line. Texts that a later phase is compared with are those of an earlier
 * one, and stand there only. Equal captures give equal text.
 */
public final class CaptureJson {
  /** Changes when the layout changes its meaning. */
  public static final int FORMAT = 1;

  private CaptureJson() {}

  public static String write(CapturedExchange exchange) {
    JsonWriter json = JsonWriter.compact();
    write(exchange, json);
    return json.toString();
  }

  /** The capture as the next value of a larger document. */
  public static void write(CapturedExchange exchange, JsonWriter json) {
    json.beginObject().name("format").value(FORMAT);
    json.name("mode").value(exchange.mode().word());
    json.name("phases").beginArray();
    List<Segment> first = exchange.phases().getFirst().content().segments();
    for (CapturedPhase phase : exchange.phases()) {
      write(phase, first, json);
    }
    json.endArray().endObject();
  }

  private static void write(CapturedPhase phase, List<Segment> first, JsonWriter json) {
    PhaseContent content = phase.content();
    json.beginObject().name("phase").value(content.phase().word());
    json.name("request").beginObject();
    json.name("model").value(content.request().model());
    json.name("provider").value(content.request().provider());
    json.name("route").value(content.request().route());
    json.name("stream").value(content.request().stream()).endObject();
    segments("segments", content.segments(), json);
    references(content.references(), first, json);
    json.name("facts").beginArray();
    content.facts().forEach(fact -> write(fact, json));
    json.endArray();
    unscanned(content.unscanned(), json);
    texts("asked", phase.asked(), json);
    findings("findings", phase.findings(), json);
    findings("sensitive", phase.sensitive(), json);
    masked(phase.masked(), json);
    if (phase.faulted()) {
      json.name("faulted").value(true);
    }
    CapturedDecision decided = phase.decided();
    if (decided != null) {
      json.name("decided");
      write(decided, json);
    }
    json.endObject();
  }

  private static void references(List<Segment> references, List<Segment> first, JsonWriter json) {
    if (references.equals(first) && !first.isEmpty()) {
      json.name("references").value("first");
    } else {
      segments("references", references, json);
    }
  }

  private static void segments(String name, List<Segment> segments, JsonWriter json) {
    if (segments.isEmpty()) {
      return;
    }
    json.name(name).beginArray();
    for (Segment segment : segments) {
      Location location = segment.location();
      json.beginObject().name("channel").value(location.channel().word());
      json.name("role").value(location.role());
      json.name("index").value(location.index());
      json.name("pointer").value(location.pointer());
      json.name("text").value(segment.text());
      Parameter parameter = segment.parameter();
      if (parameter != null) {
        json.name("parameter").beginObject().name("tool").value(parameter.tool());
        json.name("path").value(parameter.path());
        json.name("kind").value(parameter.kind().name()).endObject();
      }
      json.endObject();
    }
    json.endArray();
  }

  private static void write(Fact fact, JsonWriter json) {
    json.beginObject().name("type").value(fact.type().word());
    if (!fact.pointer().isEmpty()) {
      json.name("pointer").value(fact.pointer());
    }
    json.name("fields").beginObject();
    fact.fields().forEach((name, value) -> write(value, json.name(name)));
    json.endObject().endObject();
  }

  private static void write(Value value, JsonWriter json) {
    switch (value) {
      case Value.Text(var text) -> json.value(text);
      case Value.Decimal(var number) -> json.value(number);
      case Value.Truth(var truth) -> json.value(truth);
      case Value.Nothing() -> json.value((String) null);
      case Value.Sequence(var items) -> {
        json.beginArray();
        items.forEach(item -> write(item, json));
        json.endArray();
      }
      case Value.Mapping(Map<String, Value> entries) -> {
        json.beginObject();
        entries.forEach((name, entry) -> write(entry, json.name(name)));
        json.endObject();
      }
    }
  }

  private static void unscanned(List<Unscanned> parts, JsonWriter json) {
    if (parts.isEmpty()) {
      return;
    }
    json.name("unscanned").beginArray();
    for (Unscanned part : parts) {
      json.beginObject().name("pointer").value(part.pointer());
      json.name("reason").value(part.reason()).endObject();
    }
    json.endArray();
  }

  private static void findings(String name, List<Finding> findings, JsonWriter json) {
    if (findings.isEmpty()) {
      return;
    }
    json.name(name).beginArray();
    for (Finding finding : findings) {
      json.beginArray().value(finding.segment()).value(finding.start()).value(finding.end());
      json.value(finding.category()).value(finding.label()).value(finding.score());
      json.value(finding.evidence().word()).value(finding.view().word());
      json.value(finding.detector());
      Part part = finding.part();
      if (part != null) {
        json.value(part.value()).value(part.index()).value(part.count());
      }
      json.endArray();
    }
    json.endArray();
  }

  private static void masked(CapturedPhase.Masked masked, JsonWriter json) {
    if (masked.equals(CapturedPhase.Masked.NOTHING)) {
      return;
    }
    json.name("masked").beginObject().name("segments").beginArray();
    masked.segments().stream().sorted().forEach(index -> json.value(index.longValue()));
    json.endArray().name("references").value(masked.references());
    texts("fields", masked.fields().stream().sorted().toList(), json);
    json.endObject();
  }

  private static void write(CapturedDecision decided, JsonWriter json) {
    json.beginObject().name("verdict").value(decided.verdict().word());
    json.name("reason_code").value(decided.reasonCode());
    json.name("policy").value(decided.policy());
    json.name("fired").beginArray();
    for (CapturedDecision.Fired rule : decided.fired()) {
      json.beginArray().value(rule.policy()).value(rule.rule());
      json.value(rule.effect()).value(rule.reasonCode()).endArray();
    }
    json.endArray().name("edits").beginArray();
    for (CapturedDecision.Edit edit : decided.edits()) {
      json.beginArray().value(edit.segment()).value(edit.start()).value(edit.end());
      json.value(edit.policy()).value(edit.category()).value(edit.format()).endArray();
    }
    json.endArray().endObject();
  }

  private static void texts(String name, List<String> texts, JsonWriter json) {
    json.name(name).beginArray();
    texts.forEach(json::value);
    json.endArray();
  }
}
