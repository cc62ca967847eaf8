package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns of Anthropic's protocol as messages of a chat completion: each tool result becomes a
 * message of its own, in its place among the others. Stateless.
 */
final class MessagesTurns {
  /** Asks for a cheaper way to the same answer; these providers take it on their own or not. */
  static final String CACHING = "cache_control";

  private MessagesTurns() {}

  static void translate(JsonNode turns, ArrayNode messages) throws RefusedException {
    for (int at = 0; at < turns.size(); at++) {
      Members turn = Members.of(turns.get(at), Members.child("/messages", at));
      boolean assistant = turn.text("role").equals("assistant");
      JsonNode content = turn.take("content");
      turn.end();
      if (assistant && at == turns.size() - 1) {
        // There, a last word of the assistant is the beginning of the answer; here it is not.
        throw Untranslatable.at(turn.pointer());
      }
      if (content.isString()) {
        messages.addObject().put("role", assistant ? "assistant" : "user").set("content", content);
      } else if (assistant) {
        assistant(content, turn.place("content"), messages);
      } else {
        user(content, turn.place("content"), messages);
      }
    }
  }

  private static void user(JsonNode blocks, String pointer, ArrayNode messages)
      throws RefusedException {
    ArrayNode said = Json.array();
    for (int at = 0; at < blocks.size(); at++) {
      Members block = Members.of(blocks.get(at), Members.child(pointer, at));
      switch (block.text("type")) {
        case "text" -> said.add(Json.text(text(block)));
        case "image" -> said.add(image(block));
        case "tool_result" -> {
          flush(said, messages);
          said = Json.array();
          messages.add(result(block));
        }
        default -> throw block.untranslatable("type");
      }
    }
    flush(said, messages);
  }

  private static void flush(ArrayNode parts, ArrayNode messages) {
    if (!parts.isEmpty()) {
      messages.addObject().put("role", "user").set("content", parts);
    }
  }

  /** The text of a text block, of which nothing is left then. */
  static String text(Members block) throws RefusedException {
    block.skip("type", type -> Json.isWord(type, "text"));
    String text = block.text("text");
    block.take(CACHING);
    block.skip("citations", Json::isEmpty);
    block.end();
    return text;
  }

  private static ObjectNode image(Members block) throws RefusedException {
    Members source = Members.of(block.take("source"), block.place("source"));
    block.take(CACHING);
    block.end();
    String url =
        switch (source.text("type")) {
          case "url" -> source.text("url");
          case "base64" -> "data:" + source.text("media_type") + ";base64," + source.text("data");
          default -> throw source.untranslatable("type");
        };
    source.end();
    ObjectNode part = Json.typed("image_url");
    part.putObject("image_url").put("url", url);
    return part;
  }

  private static ObjectNode result(Members block) throws RefusedException {
    ObjectNode message = Json.object().put("role", "tool");
    message.put("tool_call_id", block.text("tool_use_id"));
    JsonNode content = block.take("content");
    block.take(CACHING);
    block.skip("is_error", Json::isFalse);
    block.end();
    if (content.isMissingNode()) {
      return message.put("content", "");
    }
    if (content.isString()) {
      message.set("content", content);
      return message;
    }
    ArrayNode parts = message.putArray("content");
    String place = block.place("content");
    for (int at = 0; at < content.size(); at++) {
      Members inner = Members.of(content.get(at), Members.child(place, at));
      parts.add(Json.text(text(inner)));
    }
    return message;
  }

  private static void assistant(JsonNode blocks, String pointer, ArrayNode messages)
      throws RefusedException {
    ArrayNode texts = Json.array();
    ArrayNode calls = Json.array();
    for (int at = 0; at < blocks.size(); at++) {
      Members block = Members.of(blocks.get(at), Members.child(pointer, at));
      String type = block.text("type");
      if (type.equals("tool_use")) {
        calls.add(call(block));
      } else if (type.equals("text") && calls.isEmpty()) {
        texts.add(Json.text(text(block)));
      } else {
        // A text behind a call would change its place; of the rest, chat completions know nothing.
        throw block.untranslatable("type");
      }
    }
    ObjectNode message = messages.addObject().put("role", "assistant");
    if (texts.isEmpty()) {
      message.putNull("content");
    } else if (texts.size() == 1) {
      message.set("content", texts.path(0).path("text"));
    } else {
      message.set("content", texts);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
  }

  private static ObjectNode call(Members block) throws RefusedException {
    JsonNode input = block.take("input");
    if (!(input instanceof ObjectNode)) {
      throw block.untranslatable("input");
    }
    ObjectNode call = Json.object().put("id", block.text("id")).put("type", "function");
    call.putObject("function")
        .put("name", block.text("name"))
        .put("arguments", StrictJson.writeText(input));
    block.take(CACHING);
    block.end();
    return call;
  }
}
