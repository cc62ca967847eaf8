package dev.keeptrail.gateway.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes exchanges in the form of messages of a transcript: each answer with what is new in its
 * request. Calls that the request answers stand in it too, for they name the tools.
 */
final class MessageTurns {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private List<JsonNode> asked = new ArrayList<>();
  private List<JsonNode> askedSince = new ArrayList<>();
  private ArrayNode before = NODES.arrayNode();
  private @Nullable ObjectNode answer;
  private String lastId = "";

  /** A message that goes into the next request. */
  void asked(JsonNode message, @Nullable String id) {
    (answer == null ? asked : askedSince).add(message);
    lastId = id == null ? lastId : id;
  }

  /** What was said before goes into no further request. */
  void forget(Consumer<LoggedPair> pairs) {
    close(pairs);
    asked = new ArrayList<>();
    before = NODES.arrayNode();
  }

  /** An answer, or one more piece of it. */
  void answered(JsonNode message, Consumer<LoggedPair> pairs) {
    ObjectNode current = answer;
    if (current != null && current.path("id").equals(message.path("id"))) {
      ((ArrayNode) current.path("content")).addAll(blocks(message));
      current.setAll((ObjectNode) without(message));
      return;
    }
    close(pairs);
    ObjectNode begun = NODES.objectNode();
    begun.set("content", blocks(message));
    begun.setAll((ObjectNode) without(message));
    begun.put("type", "message");
    answer = begun;
  }

  /** Hands on the last exchange, and what nothing was answered to. */
  void end(Consumer<LoggedPair> pairs) {
    close(pairs);
    if (!asked.isEmpty()) {
      pairs.accept(new LoggedPair(lastId, "/messages", request("unknown"), null, null));
    }
  }

  private void close(Consumer<LoggedPair> pairs) {
    ObjectNode done = answer;
    if (done == null) {
      return;
    }
    pairs.accept(
        new LoggedPair(
            done.path("id").asString(lastId),
            "/messages",
            request(done.path("model").asString("unknown")),
            new LoggedAnswer.Whole(done),
            null));
    before = (ArrayNode) done.path("content");
    asked = askedSince;
    askedSince = new ArrayList<>();
    answer = null;
  }

  private ObjectNode request(String model) {
    ObjectNode request = NODES.objectNode();
    request.put("model", model);
    ArrayNode messages = request.putArray("messages");
    ArrayNode calls = asked.isEmpty() ? before : calls();
    if (!calls.isEmpty()) {
      messages.addObject().put("role", "assistant").set("content", calls);
    }
    for (JsonNode message : asked) {
      messages.addObject().put("role", "user").set("content", message.path("content"));
    }
    return request;
  }

  /** The calls of the answer before that are answered now. */
  private ArrayNode calls() {
    Set<String> answered = new HashSet<>();
    for (JsonNode message : asked) {
      message
          .path("content")
          .forEach(block -> answered.add(block.path("tool_use_id").asString("")));
    }
    ArrayNode calls = NODES.arrayNode();
    for (JsonNode block : before) {
      if (block.path("type").asString("").equals("tool_use")
          && answered.contains(block.path("id").asString(""))) {
        calls.add(block);
      }
    }
    return calls;
  }

  private static ArrayNode blocks(JsonNode message) {
    ArrayNode blocks = NODES.arrayNode();
    JsonNode content = message.path("content");
    if (content.isString()) {
      blocks.addObject().put("type", "text").set("text", content);
    } else {
      content.forEach(blocks::add);
    }
    return blocks;
  }

  private static JsonNode without(JsonNode message) {
    ObjectNode rest = NODES.objectNode();
    rest.setAll((ObjectNode) message);
    rest.remove("content");
    return rest;
  }
}
