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

  static List<String> inContents(ObjectNode asked) {
    var spoken = new Spoken();
    asked
        .at("/systemInstruction/parts")
        .forEach(part -> spoken.text("system", part.path("text").stringValue()));
    asked.path("contents").forEach(spoken::content);
    for (JsonNode tool : asked.path("tools")) {
      for (JsonNode function : tool.path("functionDeclarations")) {
        JsonNode own = function.path("parameters");
        spoken.tool(function, own.isMissingNode() ? function.path("parametersJsonSchema") : own);
      }
    }
    JsonNode choice = asked.at("/toolConfig/functionCallingConfig");
    JsonNode names = choice.path("allowedFunctionNames");
    spoken.choice(
        switch (choice.path("mode").asString("")) {
          case "ANY" -> names.isEmpty() ? "required" : "of " + names.path(0).stringValue();
          case "NONE" -> "none";
          default -> "";
        },
        false);
    JsonNode settings = asked.path("generationConfig");
    ObjectNode sampling = Tell.object();
    settings.optional("temperature").ifPresent(value -> sampling.set("temperature", value));
    settings.optional("topP").ifPresent(value -> sampling.set("top_p", value));
    settings.optional("stopSequences").ifPresent(value -> sampling.set("stop", value));
    spoken.sampling(sampling, "stop");
    spoken.lines.add("user -");
    return spoken.lines;
  }

  /** What a model says in several parts is one text, and what it thought nobody else is told. */
  private void content(JsonNode content) {
    boolean model = content.path("role").stringValue().equals("model");
    var said = new StringBuilder();
    List<String> calls = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      JsonNode call = part.path("functionCall");
      JsonNode result = part.path("functionResponse");
      JsonNode data = part.path("inlineData");
      if (call.isObject()) {
        calls.add(
            "call "
                + call.path("id").stringValue()
                + " "
                + call.path("name").stringValue()
                + " "
                + Same.of((ObjectNode) call.path("args")));
      } else if (result.isObject()) {
        lines.add("result of " + result.path("id").stringValue());
        text("result", result.path("response").toString());
      } else if (data.isObject()) {
        String type = data.path("mimeType").stringValue();
        lines.add("user shows data:" + type + ";base64," + data.path("data").stringValue());
      } else if (!model) {
        text("user", part.path("text").stringValue());
      } else if (!part.path("thought").asBoolean(false)) {
        said.append(part.path("text").stringValue());
      }
    }
    text("assistant", said.toString());
    lines.addAll(calls);
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
