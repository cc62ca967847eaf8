package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the texts of a request for content, and of its candidates. Stateless. */
final class ContentsTexts {
  private static final Voice TOOLS = new Voice(Channel.TOOL_DEFINITION, "request", -1);
  private static final Voice SYSTEM = new Voice(Channel.CONTENT, "system", -1);

  private ContentsTexts() {}

  static BodyTexts ofRequest(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(true);
    var parts = new PartTexts(collector, catalogue);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      switch (name) {
        // Checked before: the one against a pattern, the other to be a truth.
        case "model", "stream" -> {}
        case "contents" -> contents(parts, collector, (ArrayNode) field.getValue());
        case "systemInstruction" -> {
          if (field.getValue() instanceof ObjectNode system) {
            content(parts, collector, system, "/systemInstruction", SYSTEM);
          }
        }
        case "tools" -> {
          servers(collector, field.getValue());
          collector.member(body, name, "", TOOLS, Set.of("type"));
        }
        case "cachedContent" -> {
          // What lies there the model reads, and nothing of that comes by here.
          if (!field.getValue().isNull()) {
            collector.unscanned("/cachedContent", "cached_content");
          }
          collector.field(body, name, "", Voice.REQUEST_METADATA);
        }
        default -> collector.field(body, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  /** The provider would call servers that no rule here has seen. */
  private static void servers(TextCollector collector, JsonNode tools) {
    for (int at = 0; at < tools.size(); at++) {
      if (tools.get(at).has("mcpServers")) {
        collector.unscanned(Places.child(Places.child("/tools", at), "mcpServers"), "mcp_servers");
      }
    }
  }

  private static void contents(PartTexts parts, TextCollector collector, ArrayNode contents) {
    for (int at = 0; at < contents.size(); at++) {
      var content = (ObjectNode) contents.get(at);
      var voice = new Voice(Channel.CONTENT, role(content), at);
      content(parts, collector, content, Places.child("/contents", at), voice);
    }
  }

  /** In the words that packs know; without one it is the user who speaks. */
  private static String role(ObjectNode content) {
    return switch (content.path("role").asString("")) {
      case "model" -> "assistant";
      case "function", "tool" -> "tool";
      default -> "user";
    };
  }

  static void content(
      PartTexts parts, TextCollector collector, ObjectNode content, String pointer, Voice voice) {
    for (String name : content.propertyNames()) {
      switch (name) {
        case "role" -> MediaTexts.token(collector, content, name, pointer, voice);
        case "parts" -> parts.all(content, pointer, voice);
        default -> collector.field(content, name, pointer, voice.in(Channel.METADATA));
      }
    }
  }

  static BodyTexts ofAnswer(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(false);
    var parts = new PartTexts(collector, catalogue);
    for (String name : body.propertyNames()) {
      switch (name) {
        case "candidates" -> candidates(parts, collector, body.path(name));
        case "modelVersion", "responseId" ->
            MediaTexts.token(collector, body, name, "", Voice.REQUEST_METADATA);
        default -> collector.field(body, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void candidates(PartTexts parts, TextCollector collector, JsonNode candidates) {
    for (int at = 0; at < candidates.size(); at++) {
      var candidate = (ObjectNode) candidates.get(at);
      String pointer = Places.child("/candidates", at);
      var voice = new Voice(Channel.CONTENT, "assistant", at);
      for (String name : candidate.propertyNames()) {
        switch (name) {
          case "content" ->
              content(
                  parts,
                  collector,
                  (ObjectNode) candidate.path(name),
                  Places.child(pointer, name),
                  voice);
          case "finishReason" -> MediaTexts.token(collector, candidate, name, pointer, voice);
          // Not delivered.
          case "logprobsResult", "avgLogprobs" -> {}
          default -> collector.field(candidate, name, pointer, voice.in(Channel.METADATA));
        }
      }
    }
  }
}
