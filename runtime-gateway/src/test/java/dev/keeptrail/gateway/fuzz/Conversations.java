package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests with tools, results, images and instructions, most of which both protocols can say. */
final class Conversations {
  private final Dice dice;
  private final Phrases phrases;

  Conversations(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  /** A request for a chat completion. */
  ObjectNode chat() {
    ObjectNode chat = Tell.object().put("model", "gpt-4o");
    ArrayNode messages = chat.putArray("messages");
    for (int at = dice.below(3); at > 0; at--) {
      ObjectNode message = messages.addObject().put("role", dice.of("system", "developer"));
      texts(message, "text", dice.coin());
    }
    for (int at = dice.below(4); at > 0; at--) {
      turn(messages);
    }
    user(messages.addObject());
    sampling(chat, "stop");
    if (dice.coin()) {
      chat.put(dice.of("max_tokens", "max_completion_tokens"), 1 + dice.below(900));
    }
    if (dice.coin()) {
      chat.put("user", "u-" + dice.below(9));
    }
    chatTools(chat);
    if (dice.once(6)) {
      oddity(chat);
    }
    return chat;
  }

  private void oddity(ObjectNode chat) {
    switch (dice.below(8)) {
      case 0 -> chat.put("n", dice.of(1, 2));
      case 1 -> chat.put("seed", 5);
      case 2 -> chat.putObject("response_format").put("type", dice.of("text", "json_object"));
      case 3 -> chat.putNull("logit_bias");
      case 4 -> chat.put("frequency_penalty", dice.of(0, 1));
      case 5 -> chat.put("store", dice.coin());
      case 6 -> chat.put("reasoning_effort", "low");
      default -> chat.putObject("metadata").put("k", "v");
    }
  }

  private void texts(ObjectNode message, String type, boolean parts) {
    if (!parts) {
      message.put("content", phrases.words());
      return;
    }
    ArrayNode content = message.putArray("content");
    for (int at = 1 + dice.below(2); at > 0; at--) {
      content.addObject().put("type", type).put("text", phrases.words());
    }
  }

  private void user(ObjectNode message) {
    message.put("role", "user");
    texts(message, "text", dice.coin());
    if (message.get("content") instanceof ArrayNode parts && dice.coin()) {
      ObjectNode image = parts.addObject().put("type", "image_url").putObject("image_url");
      image.put("url", dice.of("https://example.com/a.png", "data:image/png;base64,QUJD"));
      if (dice.once(4)) {
        image.put("detail", dice.of("auto", "low"));
      }
    }
  }

  private void turn(ArrayNode messages) {
    user(messages.addObject());
    ObjectNode assistant = messages.addObject().put("role", "assistant");
    if (dice.coin()) {
      texts(assistant, "text", dice.coin());
      return;
    }
    if (dice.coin()) {
      texts(assistant, "text", dice.coin());
    } else if (dice.coin()) {
      assistant.putNull("content");
    }
    ArrayNode calls = assistant.putArray("tool_calls");
    for (int at = 0, count = 1 + dice.below(3); at < count; at++) {
      ObjectNode call = calls.addObject().put("id", "call_" + at).put("type", "function");
      call.putObject("function")
          .put("name", phrases.name())
          .put("arguments", StrictJson.writeText(phrases.object(2)));
      ObjectNode result = Tell.object().put("role", "tool").put("tool_call_id", "call_" + at);
      texts(result, "text", dice.coin());
      messages.add(result);
    }
  }

  private void sampling(ObjectNode body, String stop) {
    if (dice.coin()) {
      body.put("temperature", dice.of(0.0, 0.5, 1.0, 1.5));
    }
    if (dice.coin()) {
      body.put("top_p", 0.9);
    }
    if (dice.coin()) {
      ArrayNode stops = body.putArray(stop);
      for (int at = 1 + dice.below(dice.once(6) ? 5 : 4); at > 0; at--) {
        stops.add("END" + at);
      }
    }
  }

  private ObjectNode schema() {
    ObjectNode schema = Tell.typed("object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("to").put("type", "string").put("description", phrases.text());
    schema.putArray("required").add("to");
    return schema;
  }

  private void chatTools(ObjectNode chat) {
    if (dice.coin()) {
      return;
    }
    List<String> names = new ArrayList<>();
    ArrayNode tools = chat.putArray("tools");
    for (int at = 1 + dice.below(2); at > 0; at--) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      names.add("tool_" + at);
      function.put("name", "tool_" + at);
      if (dice.coin()) {
        function.put("description", phrases.words());
      }
      if (!dice.once(4)) {
        function.set("parameters", schema());
      }
      if (dice.once(5)) {
        function.put("strict", dice.coin());
      }
    }
    switch (dice.below(6)) {
      case 0, 1, 2 -> chat.put("tool_choice", dice.of("auto", "none", "required"));
      case 3 -> {
        ObjectNode choice = chat.putObject("tool_choice").put("type", "function");
        choice.putObject("function").put("name", dice.of(names));
      }
      default -> {}
    }
    if (dice.once(3)) {
      chat.put("parallel_tool_calls", dice.coin());
    }
  }

  /** A request for a message. */
  ObjectNode message() {
    ObjectNode asked = Tell.object().put("model", "claude-x").put("max_tokens", 1 + dice.below(99));
    if (dice.coin()) {
      ObjectNode system = Tell.object();
      texts(system, "text", dice.coin());
      JsonNode said = system.get("content");
      asked.set("system", said);
      if (said instanceof ArrayNode blocks && dice.coin()) {
        ((ObjectNode) blocks.get(0)).putObject("cache_control").put("type", "ephemeral");
      }
    }
    ArrayNode messages = asked.putArray("messages");
    for (int at = dice.below(4); at > 0; at--) {
      messageTurn(messages);
    }
    userTurn(messages);
    sampling(asked, "stop_sequences");
    messageTools(asked);
    if (dice.once(4)) {
      asked.putObject("metadata").put("user_id", "u-1");
    }
    if (dice.once(9)) {
      asked.put(dice.of("top_k", "x_new"), 5);
    }
    return asked;
  }

  private ObjectNode userTurn(ArrayNode messages) {
    ObjectNode turn = messages.addObject().put("role", "user");
    texts(turn, "text", dice.coin());
    if (turn.get("content") instanceof ArrayNode blocks && dice.coin()) {
      ObjectNode source = blocks.addObject().put("type", "image").putObject("source");
      if (dice.coin()) {
        source.put("type", "url").put("url", "https://example.com/a.png");
      } else {
        source.put("type", "base64").put("media_type", "image/png").put("data", "QUJD");
      }
    }
    return turn;
  }

  private void messageTurn(ArrayNode messages) {
    ObjectNode before = userTurn(messages);
    ObjectNode assistant = messages.addObject().put("role", "assistant");
    if (dice.coin()) {
      texts(assistant, "text", dice.coin());
      return;
    }
    ArrayNode blocks = assistant.putArray("content");
    if (dice.coin() || !before.has("role")) {
      blocks.addObject().put("type", "text").put("text", phrases.words());
    }
    ArrayNode results = messages.addObject().put("role", "user").putArray("content");
    for (int at = 0, count = 1 + dice.below(3); at < count; at++) {
      ObjectNode call = blocks.addObject().put("type", "tool_use").put("id", "toolu_" + at);
      call.put("name", phrases.name()).set("input", phrases.object(2));
      ObjectNode result = results.addObject().put("type", "tool_result");
      result.put("tool_use_id", "toolu_" + at);
      if (!dice.once(6)) {
        texts(result, "text", dice.coin());
      }
    }
    if (dice.coin()) {
      results.addObject().put("type", "text").put("text", phrases.words());
    }
    messages.addObject().put("role", "assistant").put("content", phrases.words());
  }

  private void messageTools(ObjectNode asked) {
    if (dice.coin()) {
      return;
    }
    ArrayNode tools = asked.putArray("tools");
    for (int at = 1 + dice.below(2); at > 0; at--) {
      ObjectNode tool = tools.addObject().put("name", "tool_" + at);
      if (dice.coin()) {
        tool.put("description", phrases.words());
      }
      if (dice.once(4)) {
        tool.put("type", "custom");
      }
      tool.set("input_schema", schema());
    }
    if (dice.coin()) {
      ObjectNode choice = asked.putObject("tool_choice");
      choice.put("type", dice.of("auto", "any", "none", "tool"));
      if (choice.path("type").stringValue().equals("tool")) {
        choice.put("name", "tool_1");
      }
      if (dice.coin()) {
        choice.put("disable_parallel_tool_use", dice.coin());
      }
    }
  }
}
