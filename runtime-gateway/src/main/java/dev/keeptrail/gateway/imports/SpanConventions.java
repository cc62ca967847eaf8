package dev.keeptrail.gateway.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ways in which spans hold messages, the newest first: OpenTelemetry's attributes, on the span
 * or on its event; its earlier events, one for each message; numbered attributes, as OpenLLMetry
 * ({@code gen_ai.prompt.0.content}) and OpenInference ({@code
 * llm.input_messages.0.message.content}) write them.
 */
final class SpanConventions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SpanConventions() {}

  /** Empty for a span without messages. */
  static Optional<SpanChat> read(Map<String, JsonNode> attributes, JsonNode events) {
    Map<String, JsonNode> all = new HashMap<>(attributes);
    for (JsonNode event : events) {
      SpanLog.attributes(event).forEach(all::putIfAbsent);
    }
    var newest = new SpanMessages(all);
    ObjectNode request = newest.request();
    if (request != null) {
      return Optional.of(new SpanChat(request, newest.answer()));
    }
    return byEvents(all, events)
        .or(() -> byLists(all))
        .or(() -> numbered(all, "gen_ai.prompt.", "gen_ai.completion."))
        .or(() -> numbered(all, "llm.input_messages.", "llm.output_messages."));
  }

  /** Events {@code gen_ai.user.message} and the like, and {@code gen_ai.choice}. */
  private static Optional<SpanChat> byEvents(Map<String, JsonNode> span, JsonNode events) {
    ArrayNode messages = NODES.arrayNode();
    ObjectNode answer = null;
    for (JsonNode event : events) {
      String name = event.path("name").asString("");
      Map<String, JsonNode> told = SpanLog.attributes(event);
      JsonNode content = content(told);
      if (name.equals("gen_ai.choice")) {
        JsonNode message = content.has("message") ? content.path("message") : told(told);
        answer = message.isObject() ? (ObjectNode) message : spoken("assistant", told, content);
      } else if (name.startsWith("gen_ai.") && name.endsWith(".message")) {
        String role = name.substring("gen_ai.".length(), name.length() - ".message".length());
        messages.add(spoken(role, told, content));
      }
    }
    return chat(span, messages, answer);
  }

  /** Log records have the message of a choice beside its number. */
  private static JsonNode told(Map<String, JsonNode> told) {
    return told.getOrDefault("message", NODES.missingNode());
  }

  /** Some write the body of an event as one attribute. */
  private static JsonNode content(Map<String, JsonNode> told) {
    JsonNode body = told.getOrDefault("gen_ai.event.content", NODES.missingNode());
    JsonNode read = JsonLines.object(body);
    return read == null ? NODES.missingNode() : read;
  }

  private static ObjectNode spoken(String role, Map<String, JsonNode> told, JsonNode content) {
    ObjectNode message = NODES.objectNode();
    told.forEach((name, value) -> {
      // Names with a dot are of conventions, and say nothing that was said.
      if (name.indexOf('.') < 0) {
        message.set(name, name.equals("tool_calls") ? parsed(value) : value);
      }
    });
    content.properties().forEach(member -> message.set(member.getKey(), member.getValue()));
    return called(message.put("role", role));
  }

  /** Lists of messages as texts in {@code gen_ai.prompt} and {@code gen_ai.completion}. */
  private static Optional<SpanChat> byLists(Map<String, JsonNode> span) {
    JsonNode asked = parsed(span.getOrDefault("gen_ai.prompt", NODES.missingNode()));
    ObjectNode request = ChatBodies.request(asked, model(span));
    if (request == null || !request.path("messages").isArray()) {
      return Optional.empty();
    }
    JsonNode said = parsed(span.getOrDefault("gen_ai.completion", NODES.missingNode()));
    JsonNode answer = ChatBodies.answer(said, model(span));
    return Optional.of(new SpanChat(request, answer instanceof ObjectNode whole ? whole : null));
  }

  private static Optional<SpanChat> numbered(
      Map<String, JsonNode> span, String asked, String answered) {
    ArrayNode messages = NumberedMessages.read(span, asked);
    ArrayNode said = NumberedMessages.read(span, answered);
    return chat(span, messages, said.path(0) instanceof ObjectNode first ? first : null);
  }

  private static Optional<SpanChat> chat(
      Map<String, JsonNode> span, ArrayNode messages, @Nullable ObjectNode answer) {
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode request = NODES.objectNode();
    request.put("model", model(span));
    request.set("messages", messages);
    ObjectNode said = null;
    if (answer != null) {
      said = ChatBodies.answer(called(answer.put("role", "assistant")), model(span));
    }
    return Optional.of(new SpanChat(request, said));
  }

  /** A message whose content is there, and whose tool result says which call it answers. */
  private static ObjectNode called(ObjectNode message) {
    if (!message.has("content")) {
      message.putNull("content");
    }
    if (message.path("role").asString("").equals("tool") && !message.has("tool_call_id")) {
      message.put("tool_call_id", message.path("id").asString("unknown"));
    }
    return message;
  }

  private static JsonNode parsed(JsonNode value) {
    JsonNode read = value.isString() ? JsonLines.parse(value.stringValue()) : null;
    return read == null ? value : read;
  }

  private static String model(Map<String, JsonNode> span) {
    String[] names = {"gen_ai.request.model", "gen_ai.response.model", "llm.model_name"};
    for (String name : names) {
      JsonNode model = span.get(name);
      if (model != null && model.isString() && !model.stringValue().isEmpty()) {
        return model.stringValue();
      }
    }
    return "unknown";
  }
}
