package dev.keeptrail.conformance.bypass;

import dev.keeptrail.gateway.protocol.Protocol;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The protocols of the matrix: how a request and an answer are written in each. */
enum Tongue {
  CHAT(Protocol.CHAT_COMPLETIONS),
  RESPONSES(Protocol.RESPONSES),
  MESSAGES(Protocol.MESSAGES);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  final Protocol protocol;

  Tongue(Protocol protocol) {
    this.protocol = protocol;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A request.
   *
   * @param given a text for the one thing a user says, a list of messages or items, or members of
   *     the body
   */
  ObjectNode request(JsonNode given, String model) {
    ObjectNode body = JSON.objectNode().put("model", model);
    if (this == MESSAGES) {
      body.put("max_tokens", 200);
    }
    String list = this == RESPONSES ? "input" : "messages";
    switch (given) {
      case ArrayNode all -> body.set(list, all);
      case ObjectNode members -> {
        body.setAll(members);
        if (!body.has(list)) {
          user(body, list, JSON.stringNode("Go on."));
        }
      }
      default -> user(body, list, given);
    }
    return body;
  }

  private void user(ObjectNode body, String list, JsonNode said) {
    if (this == RESPONSES) {
      body.set(list, said);
    } else {
      body.putArray(list).addObject().put("role", "user").set("content", said);
    }
  }

  /**
   * An answer.
   *
   * @param given a text, members of the message or of the whole (chat), messages of several choices
   *     (chat), items (responses) or blocks (messages)
   */
  ObjectNode answer(JsonNode given, String model) {
    return switch (this) {
      case CHAT -> completion(given, model);
      case RESPONSES -> response(given, model);
      case MESSAGES -> message(given, model);
    };
  }

  private static ObjectNode completion(JsonNode given, String model) {
    ObjectNode all = JSON.objectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
    all.put("created", 1_700_000_000).put("model", model);
    ArrayNode choices = all.putArray("choices");
    if (given instanceof ArrayNode messages) {
      messages.forEach(message -> choice(choices, message));
    } else if (!given.has("choices")) {
      choice(choices, given);
    }
    ObjectNode usage = all.putObject("usage").put("prompt_tokens", 9);
    usage.put("completion_tokens", 4).put("total_tokens", 13);
    if (given.has("choices")) {
      all.setAll((ObjectNode) given);
    }
    return all;
  }

  private static void choice(ArrayNode choices, JsonNode given) {
    ObjectNode choice = choices.addObject().put("index", choices.size() - 1);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.putNull("content").putNull("refusal");
    if (given instanceof ObjectNode members) {
      message.setAll(members);
    } else {
      message.set("content", given);
    }
    JsonNode likelihoods = message.remove("logprobs");
    choice.set("logprobs", likelihoods == null ? JSON.nullNode() : likelihoods);
    choice.put("finish_reason", message.has("tool_calls") ? "tool_calls" : "stop");
  }

  private static ObjectNode response(JsonNode given, String model) {
    ObjectNode all = JSON.objectNode().put("id", "resp_1").put("object", "response");
    all.put("created_at", 1_700_000_000).put("status", "completed").put("model", model);
    if (given instanceof ArrayNode items) {
      all.set("output", items);
    } else {
      ObjectNode item = all.putArray("output").addObject().put("id", "msg_1");
      item.put("type", "message").put("role", "assistant").put("status", "completed");
      ObjectNode part = item.putArray("content").addObject().put("type", "output_text");
      part.put("text", given.asString("")).putArray("annotations");
    }
    ObjectNode usage = all.putObject("usage").put("input_tokens", 9);
    usage.put("output_tokens", 4).put("total_tokens", 13);
    if (given instanceof ObjectNode members) {
      all.setAll(members);
    }
    return all;
  }

  private static ObjectNode message(JsonNode given, String model) {
    ObjectNode all = JSON.objectNode().put("id", "msg_1").put("type", "message");
    all.put("role", "assistant").put("model", model);
    if (given instanceof ArrayNode blocks) {
      all.set("content", blocks);
    } else {
      ObjectNode block = all.putArray("content").addObject().put("type", "text");
      block.put("text", given.asString(""));
    }
    boolean calls = all.toString().contains("\"tool_use\"");
    all.put("stop_reason", calls ? "tool_use" : "end_turn").putNull("stop_sequence");
    all.putObject("usage").put("input_tokens", 9).put("output_tokens", 4);
    if (given instanceof ObjectNode members) {
      all.setAll(members);
    }
    return all;
  }
}
