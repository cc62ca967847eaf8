package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat completion of one choice, said as a message. Stateless. */
final class ChatAnswer {
  private ChatAnswer() {}

  static ObjectNode toMessage(ObjectNode completion) throws RefusedException {
    JsonNode choices = completion.path("choices");
    if (choices.size() != 1) {
      throw Untranslatable.at("/choices");
    }
    JsonNode choice = choices.get(0);
    Members message = Members.of(choice.path("message"), "/choices/0/message");
    ObjectNode said = Json.object();
    said.set("id", completion.path("id"));
    said.put("type", "message").put("role", "assistant");
    said.set("model", completion.path("model"));
    boolean refused = content(message, said.putArray("content"));
    String reason = refused ? "refusal" : reason(choice.path("finish_reason"));
    said.put("stop_reason", reason).putNull("stop_sequence");
    usage(completion.path("usage"), said);
    return said;
  }

  /** Whether the model refused. */
  private static boolean content(Members message, ArrayNode blocks) throws RefusedException {
    message.take("role");
    JsonNode content = message.take("content");
    if (content.isString()) {
      if (!content.stringValue().isEmpty()) {
        blocks.add(Json.text(content.stringValue()));
      }
    } else if (!content.isMissingNode()) {
      throw message.untranslatable("content");
    }
    JsonNode refusal = message.take("refusal");
    boolean refused = refusal.isString() && !refusal.stringValue().isEmpty();
    if (refused) {
      blocks.add(Json.text(refusal.stringValue()));
    }
    JsonNode calls = message.take("tool_calls");
    for (int at = 0; at < calls.size(); at++) {
      blocks.add(call(Members.of(calls.get(at), Members.child("/choices/0/message", at))));
    }
    // Nobody asked for thoughts: a request that does has no translation.
    message.take("reasoning");
    message.take("reasoning_content");
    message.skip("annotations", Json::isEmpty);
    message.end();
    return refused;
  }

  private static ObjectNode call(Members call) throws RefusedException {
    call.skip("type", type -> Json.isWord(type, "function"));
    ObjectNode block = Json.typed("tool_use").put("id", call.text("id"));
    Members function = Members.of(call.take("function"), call.place("function"));
    block.put("name", function.text("name"));
    ObjectNode input =
        Json.arguments(function.text("arguments"))
            .orElseThrow(() -> function.untranslatable("arguments"));
    block.set("input", input);
    return block;
  }

  private static String reason(JsonNode finish) throws RefusedException {
    return switch (finish.asString("")) {
      case "stop" -> "end_turn";
      case "length" -> "max_tokens";
      case "tool_calls" -> "tool_use";
      case "content_filter" -> "refusal";
      default -> throw Untranslatable.at("/choices/0/finish_reason");
    };
  }

  private static void usage(JsonNode usage, ObjectNode said) {
    JsonNode input = usage.path("prompt_tokens");
    JsonNode output = usage.path("completion_tokens");
    if (!Json.isCount(input) || !Json.isCount(output)) {
      return;
    }
    long all = input.longValue();
    JsonNode details = usage.path("prompt_tokens_details");
    long cached = Math.min(all, Json.count(details.path("cached_tokens")));
    said.putObject("usage")
        .put("input_tokens", all - cached)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", cached)
        .put("output_tokens", output.longValue());
  }
}
