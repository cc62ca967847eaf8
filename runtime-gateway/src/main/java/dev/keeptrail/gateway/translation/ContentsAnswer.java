package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as {@link ChatAnswer} makes it, said as a candidate of Google's protocol: what is taken
 * of the answers of both other protocols is written once. Stateless.
 */
final class ContentsAnswer {
  private ContentsAnswer() {}

  /**
   * The answer with its one candidate.
   *
   * @param names of an answer that has none
   */
  static ObjectNode of(ObjectNode message, Names names) throws RefusedException {
    ObjectNode said = Json.object();
    ObjectNode candidate = said.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content").put("role", "model");
    parts(message.path("content"), content.putArray("parts"));
    candidate.put("finishReason", reason(message.path("stop_reason").asString("")));
    candidate.put("index", 0);
    usage(message.path("usage"), said);
    said.put("modelVersion", names.model(message)).put("responseId", names.id(message));
    return said;
  }

  private static void parts(JsonNode blocks, ArrayNode parts) throws RefusedException {
    for (int at = 0; at < blocks.size(); at++) {
      JsonNode block = blocks.get(at);
      switch (block.path("type").asString("")) {
        case "text" -> text(block.path("text").asString(""), parts);
        case "tool_use" -> {
          ObjectNode call = parts.addObject().putObject("functionCall");
          call.put("id", block.path("id").asString(""))
              .put("name", block.path("name").asString(""));
          call.set("args", block.path("input"));
        }
        default -> throw Untranslatable.at(Members.child("/content", at));
      }
    }
  }

  /** Texts that follow each other are one, as in a stream. */
  private static void text(String text, ArrayNode parts) {
    if (parts.path(parts.size() - 1) instanceof ObjectNode before && before.has("text")) {
      before.put("text", before.path("text").stringValue() + text);
    } else if (!text.isEmpty()) {
      parts.addObject().put("text", text);
    }
  }

  private static String reason(String stop) throws RefusedException {
    return switch (stop) {
      case "end_turn", "stop_sequence", "tool_use" -> "STOP";
      case "max_tokens", "model_context_window_exceeded" -> "MAX_TOKENS";
      case "refusal" -> "SAFETY";
      default -> throw Untranslatable.at("/stop_reason");
    };
  }

  private static void usage(JsonNode usage, ObjectNode said) {
    if (!usage.isObject()) {
      return;
    }
    long cached = Json.count(usage.path("cache_read_input_tokens"));
    long written = Json.count(usage.path("cache_creation_input_tokens"));
    long prompt = Json.count(usage.path("input_tokens")) + cached + written;
    long output = Json.count(usage.path("output_tokens"));
    long thoughts =
        Math.min(output, Json.count(usage.path("output_tokens_details").path("thinking_tokens")));
    ObjectNode counts = said.putObject("usageMetadata").put("promptTokenCount", prompt);
    counts.put("candidatesTokenCount", output - thoughts);
    if (cached > 0) {
      counts.put("cachedContentTokenCount", cached);
    }
    if (thoughts > 0) {
      counts.put("thoughtsTokenCount", thoughts);
    }
    counts.put("totalTokenCount", prompt + output);
  }
}
