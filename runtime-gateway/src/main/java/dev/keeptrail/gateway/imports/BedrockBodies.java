package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the bodies of Bedrock's operations and models to those of messages and completions. */
final class BedrockBodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BedrockBodies() {}

  /** The same body with the model, which Bedrock has in the address. */
  static ObjectNode named(JsonNode body, String model) {
    ObjectNode named = NODES.objectNode();
    named.put("model", model);
    body.properties().forEach(member -> named.set(member.getKey(), member.getValue()));
    return named.put("model", model);
  }

  /** Whether contents are lists of blocks without a type, as Converse and Amazon's models have. */
  static boolean isConverse(JsonNode request) {
    JsonNode content = request.path("messages").path(0).path("content");
    return content.isArray() && !content.path(0).has("type");
  }

  /** A request of Converse as one of messages. */
  static ObjectNode converseRequest(JsonNode converse, String model) {
    ObjectNode request = NODES.objectNode();
    request.put("model", model);
    if (!converse.path("system").isEmpty()) {
      request.set("system", blocks(converse.path("system")));
    }
    ArrayNode messages = request.putArray("messages");
    for (JsonNode message : converse.path("messages")) {
      messages
          .addObject()
          .put("role", message.path("role").asString("user"))
          .set("content", blocks(message.path("content")));
    }
    ArrayNode tools = NODES.arrayNode();
    for (JsonNode tool : converse.path("toolConfig").path("tools")) {
      JsonNode spec = tool.path("toolSpec");
      if (spec.has("name")) {
        ObjectNode offered = tools.addObject();
        offered.set("name", spec.path("name"));
        offered.put("description", spec.path("description").asString(""));
        JsonNode schema = spec.path("inputSchema").path("json");
        offered.set("input_schema", schema.isObject() ? schema : NODES.objectNode());
      }
    }
    if (!tools.isEmpty()) {
      request.set("tools", tools);
    }
    return request;
  }

  /** An answer of Converse as a message; null for none. */
  static @Nullable ObjectNode converseAnswer(JsonNode converse, String model) {
    JsonNode message = converse.path("output").path("message");
    if (!message.path("content").isArray()) {
      return null;
    }
    ObjectNode answer = NODES.objectNode();
    answer.put("type", "message");
    answer.put("role", "assistant");
    answer.put("model", model);
    answer.set("content", blocks(message.path("content")));
    answer.put("stop_reason", converse.path("stopReason").asString("end_turn"));
    JsonNode usage = converse.path("usage");
    if (usage.has("inputTokens")) {
      answer
          .putObject("usage")
          .put("input_tokens", usage.path("inputTokens").asLong(0))
          .put("output_tokens", usage.path("outputTokens").asLong(0));
    }
    return answer;
  }

  private static ArrayNode blocks(JsonNode contents) {
    ArrayNode blocks = NODES.arrayNode();
    contents.forEach(content -> blocks.add(block(content)));
    return blocks;
  }

  /** Pictures, documents and films lie in S3: they count as not scanned. */
  private static ObjectNode block(JsonNode content) {
    ObjectNode block = NODES.objectNode();
    if (content.has("text")) {
      return block.put("type", "text").put("text", content.path("text").asString(""));
    }
    if (content.has("toolUse")) {
      JsonNode call = content.path("toolUse");
      block.put("type", "tool_use");
      block.put("id", call.path("toolUseId").asString(""));
      block.put("name", call.path("name").asString(""));
      block.set("input", call.path("input"));
      return block;
    }
    if (content.has("toolResult")) {
      JsonNode result = content.path("toolResult");
      block.put("type", "tool_result");
      block.put("tool_use_id", result.path("toolUseId").asString(""));
      block.put("is_error", result.path("status").asString("").equals("error"));
      block.set("content", results(result.path("content")));
      return block;
    }
    if (content.has("reasoningContent")) {
      JsonNode thought = content.path("reasoningContent").path("reasoningText");
      return block.put("type", "thinking").put("thinking", thought.path("text").asString(""));
    }
    if (content.has("guardContent")) {
      JsonNode guarded = content.path("guardContent").path("text");
      return block.put("type", "text").put("text", guarded.path("text").asString(""));
    }
    block.put("type", content.propertyNames().stream().findFirst().orElse("unknown"));
    for (JsonNode media : content) {
      if (media.has("source")) {
        block.putObject("source").put("type", "base64").put("data", "");
      }
    }
    return block;
  }

  private static ArrayNode results(JsonNode contents) {
    ArrayNode results = NODES.arrayNode();
    for (JsonNode content : contents) {
      JsonNode json = content.path("json");
      results.add(
          json.isMissingNode()
              ? block(content)
              : NODES.objectNode().put("type", "text").put("text", json.toString()));
    }
    return results;
  }

  /** A request of a model that takes a text, as one of completions. */
  static ObjectNode promptRequest(JsonNode body, String model) {
    JsonNode prompt = body.has("inputText") ? body.path("inputText") : body.path("prompt");
    ObjectNode request = NODES.objectNode();
    request.put("model", model);
    request.set("prompt", prompt);
    return request;
  }

  /** The texts that such a model answered, in one piece or in many; null for none. */
  static @Nullable ObjectNode promptAnswer(JsonNode output, String model) {
    var text = new StringBuilder();
    if (output.isArray()) {
      output.forEach(part -> text.append(said(part)));
    } else {
      text.append(said(output));
    }
    if (text.isEmpty()) {
      return null;
    }
    ObjectNode answer = NODES.objectNode();
    answer.put("object", "text_completion");
    answer.put("model", model);
    answer
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .put("text", text.toString())
        .put("finish_reason", "stop");
    return answer;
  }

  /** Where models of Meta, Amazon, Mistral and Cohere have their texts. */
  private static String said(JsonNode part) {
    String whole = JsonLines.text(part, "generation", "outputText", "completion", "text");
    if (whole != null) {
      return whole;
    }
    var texts = new StringBuilder();
    for (String list : new String[] {"results", "outputs", "generations"}) {
      for (JsonNode one : part.path(list)) {
        String text = JsonLines.text(one, "outputText", "text");
        texts.append(text == null ? "" : text);
      }
    }
    return texts.toString();
  }
}
