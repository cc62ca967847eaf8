package dev.keeptrail.gateway.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chats in OpenTelemetry's log records: whole in one record, as the newer conventions have it, or a
 * record for each message, joined by their span and ended by the model's choice. One thread.
 */
final class RecordChats {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CHOICE = "gen_ai.choice";

  private final Waiting waiting;

  /**
   * Joins records.
   *
   * @param waiting those of chats without a choice, by their span
   */
  RecordChats(Waiting waiting) {
    this.waiting = waiting;
  }

  /** Hands on the chats that are whole after an export. */
  void read(JsonNode export, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    int number = 0;
    for (JsonNode resource : export.path("resourceLogs")) {
      for (JsonNode scope : resource.path("scopeLogs")) {
        for (JsonNode logged : scope.path("logRecords")) {
          one(logged, place + " record " + number++, pairs, skipped);
        }
      }
    }
  }

  /** Hands on what nobody has answered. */
  void end(Consumer<LoggedPair> pairs) {
    waiting.drain((span, events) -> joined(span, events, pairs));
  }

  private void one(JsonNode logged, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    ObjectNode event = event(logged);
    String name = event.path("name").asString("");
    String span = JsonLines.text(logged, "spanId");
    boolean message = name.startsWith("gen_ai.") && name.endsWith(".message");
    if (!message && !name.equals(CHOICE)) {
      SpanLog.chat(
          SpanLog.attributes(event), NODES.arrayNode(), span == null ? place : span, pairs);
    } else if (span == null) {
      skipped.tell("a message without its span, so nothing says to which chat it belongs", place);
    } else if (message) {
      if (!waiting.put(span, event)) {
        skipped.tell(waiting.full(), place);
      }
    } else {
      List<JsonNode> asked = waiting.take(span);
      if (!asked.isEmpty()) {
        ArrayNode events = NODES.arrayNode().addAll(asked).add(event);
        joined(span, events.valueStream().toList(), pairs);
      }
    }
  }

  private static void joined(String span, List<JsonNode> events, Consumer<LoggedPair> pairs) {
    Map<String, JsonNode> attributes = new HashMap<>();
    events.forEach(event -> SpanLog.attributes(event).forEach(attributes::putIfAbsent));
    SpanLog.chat(attributes, NODES.arrayNode().addAll(events), span, pairs);
  }

  /** A record as the event of a span: what stands in its body is an attribute beside the others. */
  private static ObjectNode event(JsonNode logged) {
    ObjectNode event = NODES.objectNode();
    ArrayNode attributes = event.putArray("attributes");
    logged.path("attributes").forEach(attributes::add);
    String name = JsonLines.text(logged, "eventName");
    if (name == null) {
      JsonNode told = SpanLog.attributes(logged).get("event.name");
      name = told == null ? "" : told.asString("");
    }
    JsonNode body = logged.path("body");
    if (body.has("stringValue")) {
      attributes.addObject().put("key", "gen_ai.event.content").set("value", body);
    }
    body.path("kvlistValue").path("values").forEach(attributes::add);
    return event.put("name", name);
  }
}
