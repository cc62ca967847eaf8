package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.Media;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.ToolArguments;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where texts stand in what a client answers to questions: all of it are arguments of the call that
 * it belongs to, but for the words of the protocol. Stateless.
 */
final class McpAnsweredTexts {
  static final String ANSWERS = "inputResponses";

  private static final String CONTENT = "content";
  private static final String DATA = "data";
  private static final Set<String> WORDS = Set.of("action", "role", "model", "stopReason");
  private static final Set<String> MEDIA = Set.of("image", "audio");

  private McpAnsweredTexts() {}

  /** Collects all answers. */
  static void collect(TextCollector collector, ObjectNode params, String pointer, Voice caller) {
    if (!(params.path(ANSWERS) instanceof ObjectNode answers)) {
      within(collector, params, () -> collector.field(params, ANSWERS, pointer, caller));
      return;
    }
    String place = Places.child(pointer, ANSWERS);
    for (Map.Entry<String, JsonNode> one : answers.properties()) {
      collector.key(one.getKey(), place, caller);
      if (one.getValue() instanceof ObjectNode answer) {
        answer(collector, params, answer, Places.child(place, one.getKey()), caller);
      } else {
        within(collector, params, () -> collector.member(answers, one.getKey(), place, caller));
      }
    }
  }

  private static void answer(
      TextCollector collector, ObjectNode params, ObjectNode answer, String pointer, Voice caller) {
    for (String name : answer.propertyNames()) {
      if (WORDS.contains(name)) {
        MediaTexts.token(collector, answer, name, pointer, caller);
      } else if (name.equals(CONTENT)) {
        content(collector, params, answer, pointer, caller);
      } else {
        within(collector, params, () -> collector.field(answer, name, pointer, caller));
      }
    }
  }

  /** What a model said, in one part or several, or what a person has filled in. */
  private static void content(
      TextCollector collector, ObjectNode params, ObjectNode answer, String pointer, Voice caller) {
    String place = Places.child(pointer, CONTENT);
    if (answer.path(CONTENT) instanceof ObjectNode part) {
      part(collector, params, part, place, caller);
    } else if (answer.path(CONTENT) instanceof ArrayNode parts) {
      for (int at = 0; at < parts.size(); at++) {
        int index = at;
        if (parts.get(at) instanceof ObjectNode part) {
          part(collector, params, part, Places.child(place, at), caller);
        } else {
          within(collector, params, () -> collector.element(parts, index, place, caller));
        }
      }
    } else {
      within(collector, params, () -> collector.field(answer, CONTENT, pointer, caller));
    }
  }

  private static void part(
      TextCollector collector, ObjectNode params, ObjectNode part, String pointer, Voice caller) {
    String type = part.path("type").asString("");
    for (String name : part.propertyNames()) {
      if (name.equals("type") && part.has("text")) {
        MediaTexts.token(collector, part, name, pointer, caller);
      } else if (name.equals(DATA)
          && MEDIA.contains(type)
          && Media.isOpaque(name, part.path(name))) {
        collector.unscanned(Places.child(pointer, name), type);
      } else {
        within(collector, params, () -> collector.field(part, name, pointer, caller));
      }
    }
  }

  private static void within(TextCollector collector, ObjectNode params, Runnable step) {
    collector.within(
        new ToolArguments(ToolCatalogue.EMPTY, params.path("name").asString("")), step);
  }
}
