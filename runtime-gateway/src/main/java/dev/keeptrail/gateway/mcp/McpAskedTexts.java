package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where texts stand in questions to a client: those for its user are what a tool says, those for
 * its model a prompt that a tool has written. Stateless.
 */
final class McpAskedTexts {
  private static final String PARAMS = "params";

  private McpAskedTexts() {}

  /**
   * Collects all questions.
   *
   * @param tool who says what a tool says
   * @param system who says what a model is told before all else
   */
  static void collect(
      TextCollector collector, ObjectNode result, String pointer, Voice tool, Voice system) {
    if (!(result.path(McpAsked.QUESTIONS) instanceof ObjectNode questions)) {
      collector.field(result, McpAsked.QUESTIONS, pointer, tool);
      return;
    }
    String place = Places.child(pointer, McpAsked.QUESTIONS);
    for (Map.Entry<String, JsonNode> one : questions.properties()) {
      if (one.getValue() instanceof ObjectNode question) {
        question(collector, question, Places.child(place, one.getKey()), tool, system);
      } else {
        collector.member(questions, one.getKey(), place, tool);
      }
    }
  }

  /** WHY: with something masked in it, it leads elsewhere. */
  private static void address(
      TextCollector collector, ObjectNode params, String pointer, Voice tool) {
    if (McpQuestion.isAddress(params) && params.path("url").isString()) {
      collector.text(tool, Places.child(pointer, "url"), params.path("url").stringValue(), null);
    } else {
      collector.field(params, "url", pointer, tool);
    }
  }

  private static void question(
      TextCollector collector, ObjectNode question, String pointer, Voice tool, Voice system) {
    MediaTexts.token(collector, question, "method", pointer, tool);
    if (!(question.path(PARAMS) instanceof ObjectNode params)) {
      return;
    }
    String place = Places.child(pointer, PARAMS);
    for (String name : params.propertyNames()) {
      switch (name) {
        case "messages" -> McpTexts.each(collector, params, name, place, McpTexts::message);
        case "systemPrompt" -> collector.member(params, name, place, system);
        case "mode", "includeContext" -> MediaTexts.token(collector, params, name, place, tool);
        case "url" -> address(collector, params, place, tool);
        default -> collector.field(params, name, place, tool);
      }
    }
  }
}
