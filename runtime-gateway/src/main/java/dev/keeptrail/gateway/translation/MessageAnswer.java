package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message, said as a chat completion. Stateless. */
final class MessageAnswer {
  private MessageAnswer() {}

  /**
   * The completion.
   *
   * @param names of an answer that has none
   */
  static ObjectNode toChat(ObjectNode message, Names names) throws RefusedException {
    if (!Json.isWord(message.path("type"), "message") || !message.path("content").isArray()) {
      throw Untranslatable.at("");
    }
    ObjectNode said = Json.object();
    said.put("id", names.id(message));
    said.put("object", "chat.completion").put("created", System.currentTimeMillis() / 1_000);
    said.put("model", names.model(message));
    ObjectNode choice = said.putArray("choices").addObject().put("index", 0);
    content(message.path("content"), choice.putObject("message").put("role", "assistant"));
    choice.putNull("logprobs").put("finish_reason", finish(message.path("stop_reason")));
    // WHY: OpenRouter's SDK takes nothing for an answer that leaves it out.
    said.putNull("system_fingerprint");
    usage(message.path("usage"), said);
    return said;
  }

  private static void content(JsonNode blocks, ObjectNode message) throws RefusedException {
    var text = new StringBuilder();
    boolean spoken = false;
    ArrayNode calls = Json.array();
    for (int at = 0; at < blocks.size(); at++) {
      Members block = Members.of(blocks.get(at), Members.child("/content", at));
      switch (block.text("type")) {
        case "text" -> {
          text.append(block.text("text"));
          spoken = true;
        }
        case "tool_use" -> calls.add(call(block));
        case "thinking", "redacted_thinking" -> {
          // Nobody asked for thoughts: a request that does has no translation.
        }
        default -> throw block.untranslatable("type");
      }
    }
    if (spoken) {
      message.put("content", text.toString());
    } else {
      message.putNull("content");
    }
    message.putNull("refusal");
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
  }

  private static ObjectNode call(Members block) throws RefusedException {
    ObjectNode call = Json.object().put("id", block.text("id")).put("type", "function");
    call.putObject("function")
        .put("name", block.text("name"))
        .put("arguments", arguments(block.take("input")));
    return call;
  }

  /** Some leave out what is passed where nothing is. */
  private static String arguments(JsonNode input) {
    if (input.isMissingNode()) {
      return "{}";
    }
    return input.isString() ? input.stringValue() : StrictJson.writeText(input);
  }

  private static String finish(JsonNode reason) throws RefusedException {
    return switch (reason.asString("")) {
      case "end_turn", "stop_sequence" -> "stop";
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool_calls";
      case "refusal" -> "content_filter";
      default -> throw Untranslatable.at("/stop_reason");
    };
  }

  /** There, cached tokens stand beside the others; here they are a part of them. */
  private static void usage(JsonNode usage, ObjectNode said) {
    if (!Json.isCount(usage.path("input_tokens")) || !Json.isCount(usage.path("output_tokens"))) {
      return;
    }
    long cached = Json.count(usage.path("cache_read_input_tokens"));
    long written = Json.count(usage.path("cache_creation_input_tokens"));
    long input = usage.path("input_tokens").longValue() + cached + written;
    long output = usage.path("output_tokens").longValue();
    ObjectNode counted = said.putObject("usage");
    counted.put("prompt_tokens", input).put("completion_tokens", output);
    counted.put("total_tokens", input + output);
    ObjectNode details = counted.putObject("prompt_tokens_details").put("cached_tokens", cached);
    if (written > 0) {
      details.put("cache_write_tokens", written);
    }
    long thought = Json.count(usage.path("output_tokens_details").path("thinking_tokens"));
    if (thought > 0) {
      counted.putObject("completion_tokens_details").put("reasoning_tokens", thought);
    }
  }
}
