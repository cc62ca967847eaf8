package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of a chat completion as turns of the other protocol: instructions before the first
 * turn become {@code system}, neighbouring tool results one turn of the user. One use.
 */
final class ChatTurns {
  private final ArrayNode system = Json.array();
  private final ArrayNode turns = Json.array();

  /** The turn that gathers tool results; null when the last message was none. */
  private @Nullable ArrayNode results;

  private ChatTurns() {}

  static void translate(JsonNode messages, ObjectNode said) throws RefusedException {
    var all = new ChatTurns();
    for (int at = 0; at < messages.size(); at++) {
      all.message(messages.get(at), Members.child("/messages", at));
    }
    int last = messages.size() - 1;
    if (Json.isWord(messages.path(last).path("role"), "assistant")) {
      // There, a last word of the assistant is the beginning of the answer; here it is not.
      throw Untranslatable.at(Members.child("/messages", last));
    }
    if (!all.system.isEmpty()) {
      said.set("system", all.system);
    }
    said.set("messages", all.turns);
  }

  private void message(JsonNode node, String pointer) throws RefusedException {
    Members message = Members.of(node, pointer);
    String role = message.text("role");
    if (!role.equals("tool")) {
      results = null;
    }
    switch (role) {
      case "system", "developer" -> instructions(message);
      case "user" -> user(message);
      case "assistant" -> assistant(message);
      case "tool" -> result(message);
      default -> throw message.untranslatable("role");
    }
    message.end();
  }

  private void instructions(Members message) throws RefusedException {
    if (!turns.isEmpty()) {
      throw message.untranslatable("role");
    }
    JsonNode content = message.take("content");
    if (content.isString()) {
      system.add(Json.text(content.stringValue()));
    } else {
      system.addAll(texts(content, message.place("content")));
    }
  }

  private void user(Members message) throws RefusedException {
    JsonNode content = message.take("content");
    ObjectNode turn = turns.addObject().put("role", "user");
    if (content.isString()) {
      turn.set("content", content);
      return;
    }
    ArrayNode blocks = turn.putArray("content");
    String place = message.place("content");
    for (int at = 0; at < content.size(); at++) {
      Members part = Members.of(content.get(at), Members.child(place, at));
      switch (part.text("type")) {
        case "text" -> blocks.add(Json.text(part.text("text")));
        case "image_url" -> blocks.add(image(part));
        default -> throw part.untranslatable("type");
      }
      part.end();
    }
  }

  private static ObjectNode image(Members part) throws RefusedException {
    Members image = Members.of(part.take("image_url"), part.place("image_url"));
    String url = image.text("url");
    image.skip("detail", detail -> Json.isWord(detail, "auto"));
    image.end();
    ObjectNode block = Json.typed("image");
    ObjectNode source = block.putObject("source");
    if (!url.regionMatches(true, 0, "data:", 0, 5)) {
      source.put("type", "url").put("url", url);
      return block;
    }
    int comma = url.indexOf(',');
    String type = comma < 0 ? "" : url.substring(5, comma);
    if (!type.toLowerCase(Locale.ROOT).endsWith(";base64")) {
      throw image.untranslatable("url");
    }
    source.put("type", "base64").put("media_type", type.substring(0, type.length() - 7));
    source.put("data", url.substring(comma + 1));
    return block;
  }

  private void assistant(Members message) throws RefusedException {
    JsonNode content = message.take("content");
    JsonNode calls = message.take("tool_calls");
    ObjectNode turn = turns.addObject().put("role", "assistant");
    if (content.isString() && calls.isEmpty()) {
      turn.set("content", content);
      return;
    }
    ArrayNode blocks = turn.putArray("content");
    if (content.isString()) {
      // The other protocol takes no empty text, and none says the same.
      if (!content.stringValue().isEmpty()) {
        blocks.add(Json.text(content.stringValue()));
      }
    } else {
      blocks.addAll(texts(content, message.place("content")));
    }
    for (int at = 0; at < calls.size(); at++) {
      blocks.add(call(calls.get(at), Members.child(message.place("tool_calls"), at)));
    }
  }

  private static ObjectNode call(JsonNode node, String pointer) throws RefusedException {
    Members call = Members.of(node, pointer);
    call.skip("type", type -> Json.isWord(type, "function"));
    ObjectNode block = Json.typed("tool_use").put("id", call.text("id"));
    Members function = Members.of(call.take("function"), call.place("function"));
    call.end();
    block.put("name", function.text("name"));
    ObjectNode input =
        Json.arguments(function.text("arguments"))
            .orElseThrow(() -> function.untranslatable("arguments"));
    function.end();
    block.set("input", input);
    return block;
  }

  private void result(Members message) throws RefusedException {
    ArrayNode open = results;
    if (open == null) {
      open = turns.addObject().put("role", "user").putArray("content");
      results = open;
    }
    ObjectNode block = open.addObject().put("type", "tool_result");
    block.put("tool_use_id", message.text("tool_call_id"));
    JsonNode content = message.take("content");
    if (content.isString()) {
      block.set("content", content);
    } else {
      block.set("content", texts(content, message.place("content")));
    }
  }

  private static ArrayNode texts(JsonNode parts, String pointer) throws RefusedException {
    ArrayNode blocks = Json.array();
    for (int at = 0; at < parts.size(); at++) {
      Members part = Members.of(parts.get(at), Members.child(pointer, at));
      if (!Json.isWord(part.take("type"), "text")) {
        throw part.untranslatable("type");
      }
      blocks.add(Json.text(part.text("text")));
      part.end();
    }
    return blocks;
  }
}
