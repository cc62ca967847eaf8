package dev.keeptrail.gateway.fuzz;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says, in whichever of two protocols; and what the documentation of these protocols
 * asks of a request. One line for each thing that is said, so that what is lost is seen.
 */
final class Spoken {
  private final List<String> lines = new ArrayList<>();

  private Spoken() {}

  static List<String> inChat(ObjectNode chat) {
    var spoken = new Spoken();
    for (JsonNode message : chat.path("messages")) {
      spoken.chatMessage(message);
    }
    for (JsonNode tool : chat.path("tools")) {
      JsonNode function = tool.path("function");
      spoken.tool(function, function.path("parameters"));
    }
    JsonNode choice = chat.path("tool_choice");
    JsonNode parallel = chat.path("parallel_tool_calls");
    spoken.choice(
        choice.isObject() ? "of " + choice.at("/function/name").stringValue() : choice.asString(""),
        parallel.isBoolean() && !parallel.booleanValue());
    spoken.sampling(chat, "stop");
    spoken.lines.add("user " + chat.path("user").asString("-"));
    return spoken.lines;
  }

  private void chatMessage(JsonNode message) {
    String role = message.path("role").stringValue();
    switch (role) {
      case "system", "developer" -> texts("system", message.path("content"));
      case "tool" -> {
        lines.add("result of " + message.path("tool_call_id").stringValue());
        texts("result", message.path("content"));
      }
      default -> {
        texts(role, message.path("content"));
        for (JsonNode call : message.path("tool_calls")) {
          JsonNode function = call.path("function");
          lines.add(
              "call "
                  + call.path("id").stringValue()
                  + " "
                  + function.path("name").stringValue()
                  + " "
                  + Same.of(Reader.object(function.path("arguments").stringValue())));
        }
      }
    }
  }

  private void texts(String who, JsonNode content) {
    if (content.isString()) {
      text(who, content.stringValue());
      return;
    }
    for (JsonNode part : content) {
      switch (part.path("type").stringValue()) {
        case "text" -> text(who, part.path("text").stringValue());
        case "image_url" -> lines.add(who + " shows " + part.at("/image_url/url").stringValue());
        case "image" -> lines.add(who + " shows " + image(part.path("source")));
        default -> throw new AssertionError("unknown part " + part);
      }
    }
  }

  private static String image(JsonNode source) {
    return source.path("type").stringValue().equals("url")
        ? source.path("url").stringValue()
        : "data:"
            + source.path("media_type").stringValue()
            + ";base64,"
            + source.path("data").stringValue();
  }

  private void text(String who, String text) {
    if (!text.isEmpty()) {
      lines.add(who + " says " + text);
    }
  }

  private void tool(JsonNode tool, JsonNode schema) {
    boolean none = schema.isMissingNode() || schema.path("properties").isEmpty();
    lines.add(
        "tool "
            + tool.path("name").stringValue()
            + " "
            + tool.path("description").asString("-")
            + " "
            + (none ? "-" : schema));
  }

  /** What holds without a word is not said, and where nothing is called, not how often. */
  private void choice(String choice, boolean single) {
    lines.add("choice " + (choice.equals("auto") ? "" : choice));
    if (single && !choice.equals("none")) {
      lines.add("one call");
    }
  }

  private void sampling(ObjectNode body, String stop) {
    lines.add("temperature " + body.path("temperature") + " top_p " + body.path("top_p"));
    lines.add(
        "stops " + (body.path(stop).isString() ? "[" + body.path(stop) + "]" : body.path(stop)));
  }

  static List<String> inMessages(ObjectNode asked) {
    var spoken = new Spoken();
    spoken.texts("system", asked.path("system"));
    for (JsonNode turn : asked.path("messages")) {
      spoken.turn(turn.path("role").stringValue(), turn.path("content"));
    }
    for (JsonNode tool : asked.path("tools")) {
      spoken.tool(tool, tool.path("input_schema"));
    }
    JsonNode choice = asked.path("tool_choice");
    String type = choice.path("type").asString("");
    spoken.choice(
        switch (type) {
          case "any" -> "required";
          case "tool" -> "of " + choice.path("name").stringValue();
          default -> type;
        },
        choice.path("disable_parallel_tool_use").asBoolean(false));
    spoken.sampling(asked, "stop_sequences");
    spoken.lines.add("user " + asked.at("/metadata/user_id").asString("-"));
    return spoken.lines;
  }

  private void turn(String role, JsonNode content) {
    if (!(content instanceof ArrayNode blocks)) {
      texts(role, content);
      return;
    }
    for (JsonNode block : blocks) {
      switch (block.path("type").stringValue()) {
        case "tool_use" ->
            lines.add(
                "call "
                    + block.path("id").stringValue()
                    + " "
                    + block.path("name").stringValue()
                    + " "
                    + Same.of((ObjectNode) block.path("input")));
        case "tool_result" -> {
          lines.add("result of " + block.path("tool_use_id").stringValue());
          texts("result", block.path("content"));
        }
        default -> texts(role, Tell.object().arrayNode().add(block));
      }
    }
  }
}
