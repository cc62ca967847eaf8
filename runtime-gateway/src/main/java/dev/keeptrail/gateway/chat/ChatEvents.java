package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a chat completion as chunks: each choice's message, then why it ended. Stateless. */
final class ChatEvents {
  private ChatEvents() {}

  static List<StreamEvent> of(ObjectNode completion, ObjectNode request) {
    List<StreamEvent> events = new ArrayList<>();
    boolean usage = StreamOptions.wantsUsage(request);
    JsonNode choices = completion.path("choices");
    for (int at = 0; at < choices.size(); at++) {
      JsonNode choice = choices.get(at);
      ObjectNode message = message(choice, at);
      List<ObjectNode> further = further((ObjectNode) message.path("delta"));
      if (!message.path("delta").isEmpty() || message.path("logprobs").isObject()) {
        events.add(event(chunk(completion, usage), message));
      }
      for (ObjectNode delta : further) {
        ObjectNode part = part(choice, at);
        part.set("delta", delta);
        events.add(event(head(completion, usage), part.putNull("finish_reason")));
      }
      events.add(event(chunk(completion, usage), end(choice, at)));
    }
    if (usage) {
      ObjectNode last = chunk(completion, false);
      last.putArray("choices");
      last.set(
          "usage",
          completion.path("usage").isObject() ? completion.path("usage") : last.nullNode());
      events.add(StreamEvent.of(null, last));
    }
    return events;
  }

  private static StreamEvent event(ObjectNode chunk, ObjectNode choice) {
    chunk.withArray("choices").add(choice);
    return StreamEvent.of(null, chunk);
  }

  /** What names the answer, and is short however many chunks repeat it. */
  private static ObjectNode head(ObjectNode completion, boolean usage) {
    ObjectNode chunk = completion.objectNode().put("object", "chat.completion.chunk");
    for (String name : completion.propertyNames()) {
      if (ChunkReader.HEAD.contains(name)) {
        chunk.set(name, completion.path(name));
      }
    }
    return usage ? chunk.putNull("usage") : chunk;
  }

  /** Everything beside the choices, as every chunk repeats it. */
  private static ObjectNode chunk(ObjectNode completion, boolean usage) {
    ObjectNode chunk = completion.objectNode();
    for (String name : completion.propertyNames()) {
      switch (name) {
        case "choices", "usage" -> {}
        case "object" -> chunk.put(name, "chat.completion.chunk");
        default -> chunk.set(name, completion.path(name));
      }
    }
    if (usage) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private static ObjectNode message(JsonNode choice, int at) {
    ObjectNode part = part(choice, at);
    ObjectNode delta = part.putObject("delta");
    JsonNode message = choice.path("message");
    for (String name : message.propertyNames()) {
      JsonNode value = message.path(name);
      if (name.equals("tool_calls") && value instanceof ArrayNode calls) {
        delta.set(name, numbered(calls));
      } else if (!value.isNull() || name.equals("content")) {
        delta.set(name, value);
      }
    }
    if (choice.has("logprobs")) {
      part.set("logprobs", choice.path("logprobs"));
    }
    part.putNull("finish_reason");
    return part;
  }

  /**
   * Takes out of a delta what needs chunks of its own: what is left of a content in pieces, and
   * each call of a tool, because some clients take no more than one from a chunk.
   */
  private static List<ObjectNode> further(ObjectNode delta) {
    List<ObjectNode> further = new ArrayList<>();
    List<JsonNode> pieces = ContentPieces.of(delta.path("content"));
    for (int at = 0; at < pieces.size(); at++) {
      ObjectNode said = at == 0 ? delta : delta.objectNode();
      said.set("content", pieces.get(at));
      if (at > 0) {
        further.add(said);
      }
    }
    if (delta.path("tool_calls") instanceof ArrayNode calls) {
      delta.remove("tool_calls");
      for (JsonNode call : calls) {
        ObjectNode said = delta.objectNode();
        said.putArray("tool_calls").add(call);
        further.add(said);
      }
    }
    return further;
  }

  private static ArrayNode numbered(ArrayNode calls) {
    ArrayNode numbered = calls.arrayNode();
    for (int at = 0; at < calls.size(); at++) {
      ObjectNode call = calls.objectNode().put("index", at);
      if (calls.get(at) instanceof ObjectNode object) {
        call.setAll(object);
      }
      numbered.add(call);
    }
    return numbered;
  }

  private static ObjectNode end(JsonNode choice, int at) {
    ObjectNode part = part(choice, at);
    part.putObject("delta");
    for (String name : choice.propertyNames()) {
      switch (name) {
        case "index", "message", "logprobs" -> {}
        default -> part.set(name, choice.path(name));
      }
    }
    return part;
  }

  private static ObjectNode part(JsonNode choice, int at) {
    return ((ObjectNode) choice).objectNode().put("index", choice.path("index").asInt(at));
  }
}
