package dev.keeptrail.conformance.bypass;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts of a body as their reader comes to see them: of a stream, what each of its texts has
 * grown to, and what its other members say. Texts only grow, so what none of them holds at the end
 * none of them held before.
 */
final class SaidTexts {
  /** What only names things, numbers them or says how they ended. */
  private static final Set<String> NAMES =
      Set.of(
          "id",
          "item_id",
          "object",
          "model",
          "type",
          "role",
          "status",
          "finish_reason",
          "stop_reason",
          "call_id",
          "tool_call_id",
          "tool_use_id",
          "service_tier",
          "jsonrpc",
          "code",
          "event_id",
          "request_id",
          "reasoning_effort");

  /** Where responses have a text itself in the place of an object with one. */
  private static final String DELTA = "delta";

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final Set<String> all = new LinkedHashSet<>();
  private final List<String> errors = new ArrayList<>();

  private SaidTexts() {}

  /** Those of a body, JSON or a stream of events. */
  static SaidTexts of(String text) {
    var said = new SaidTexts();
    if (text.startsWith("{") || text.startsWith("[")) {
      said.whole(parsed(text));
    } else {
      for (String event : text.split("\n\n", -1)) {
        event
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .forEach(line -> said.event(parsed(line.substring(6))));
      }
    }
    return said;
  }

  private static JsonNode parsed(String json) {
    try {
      return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException malformed) {
      throw new AssertionError("a body that is no JSON went out: " + json, malformed);
    }
  }

  private void whole(JsonNode body) {
    if (!error(body)) {
      walk(body, "", false);
    }
  }

  private void event(JsonNode data) {
    if (!error(data)) {
      String where =
          data.path("type").asString("")
              + data.path("index").asString("")
              + data.path("output_index").asString("")
              + data.path("content_index").asString("")
              + data.path("summary_index").asString("");
      walk(data, where, true);
    }
  }

  private boolean error(JsonNode body) {
    JsonNode error = body.path("error");
    if (error.isObject() || body.path("type").asString("").equals("error")) {
      JsonNode said = error.isObject() ? error : body;
      errors.add(said.path("code").asString(said.path("type").asString("")));
      all.add(body.toString());
      return true;
    }
    return false;
  }

  private void walk(JsonNode node, String path, boolean grows) {
    switch (node) {
      case ObjectNode object ->
          object.forEachEntry((name, value) -> {
            all.add(name);
            boolean inDelta = path.contains("/delta") || name.equals("delta");
            if (value.isString()) {
              said(name, value.stringValue(), path + "/" + name, grows && inDelta);
            } else {
              walk(value, path + "/" + name, grows);
            }
          });
      case ArrayNode array -> {
        for (int at = 0; at < array.size(); at++) {
          JsonNode value = array.get(at);
          String step = path + "/" + value.path("index").asString(String.valueOf(at));
          if (value.isString()) {
            said("", value.stringValue(), step, false);
          } else {
            walk(value, step, grows);
          }
        }
      }
      default -> all.add(node.toString());
    }
  }

  private void said(String name, String value, String path, boolean grows) {
    if (grows && (ProviderStream.GROWING.contains(name) || name.equals(DELTA))) {
      texts.computeIfAbsent(path, _ -> new StringBuilder()).append(value);
    } else {
      all.add(value);
      if (!NAMES.contains(name) && !value.isEmpty()) {
        texts.put(path + "#" + texts.size(), new StringBuilder(value));
      }
    }
  }

  /** What is said, each text once. */
  List<String> shown() {
    return texts.values().stream()
        .map(StringBuilder::toString)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** The codes of errors. */
  List<String> errors() {
    return errors;
  }

  /** Every text, name and number of it. */
  String everything() {
    return String.join("\n", all) + "\n" + String.join("\n", shown());
  }
}
