package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat completion of one choice, said as a message. Stateless. */
final class ChatAnswer {
  /** What a message holds beside its text that would be missed: it is the answer, or a part. */
  private static final List<String> CONTENTS = List.of("audio", "function_call", "images");

  private ChatAnswer() {}

  /**
   * The message.
   *
   * @param names of an answer that has none
   */
  static ObjectNode toMessage(ObjectNode completion, Names names) throws RefusedException {
    JsonNode choices = completion.path("choices");
    if (choices.size() != 1) {
      throw Untranslatable.at("/choices");
    }
    JsonNode choice = choices.get(0);
    Members message = Members.of(choice.path("message"), "/choices/0/message");
    ObjectNode said = Json.object();
    said.put("id", names.id(completion));
    said.put("type", "message").put("role", "assistant");
    said.put("model", names.model(completion));
    String finish = choice.path("finish_reason").asString("");
    ArrayNode blocks = said.putArray("content");
    boolean refused = words(message, blocks);
    boolean calls = calls(message, blocks, names, isCut(finish));
    for (String name : CONTENTS) {
      message.skip(name, Json::isEmpty);
    }
    said.put("stop_reason", refused ? "refusal" : reason(finish, calls)).putNull("stop_sequence");
    TokenCount.ofCompletion(completion).ifPresent(count -> usage(count, said));
    return said;
  }

  /** Whether the model refused. */
  private static boolean words(Members message, ArrayNode blocks) throws RefusedException {
    String text = text(message);
    if (!text.isEmpty()) {
      blocks.add(Json.text(text));
    }
    JsonNode refusal = message.take("refusal");
    boolean refused = refusal.isString() && !refusal.stringValue().isEmpty();
    if (refused) {
      blocks.add(Json.text(refusal.stringValue()));
    }
    return refused;
  }

  private static String text(Members message) throws RefusedException {
    JsonNode content = message.take("content");
    if (content.isString() || content.isMissingNode()) {
      return content.asString("");
    }
    if (!content.isArray()) {
      throw message.untranslatable("content");
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      if (Json.isWord(part.path("type"), "text") && part.path("text").isString()) {
        text.append(part.path("text").stringValue());
      } else if (!Json.isWord(part.path("type"), "thinking")) {
        // Nobody asked for thoughts: a request that does has no translation.
        throw message.untranslatable("content");
      }
    }
    return text.toString();
  }

  /**
   * Whether tools are called.
   *
   * @param cut whether the model had no tokens left, so that the last call may be half of one
   */
  private static boolean calls(Members message, ArrayNode blocks, Names names, boolean cut)
      throws RefusedException {
    JsonNode calls = message.take("tool_calls");
    for (int at = 0; at < calls.size(); at++) {
      Members call = Members.of(calls.path(at), Members.child("/choices/0/message", at));
      Members function = Members.of(call.take("function"), call.place("function"));
      Optional<ObjectNode> input = arguments(function.take("arguments"));
      if (input.isPresent()) {
        call.skip("type", type -> type.asString("").isEmpty() || Json.isWord(type, "function"));
        ObjectNode block = blocks.addObject().put("type", "tool_use");
        names.call(block, call.take("id"), at);
        block.put("name", function.text("name")).set("input", input.get());
      } else if (!cut || at < calls.size() - 1) {
        throw function.untranslatable("arguments");
      }
    }
    return !calls.isEmpty();
  }

  private static Optional<ObjectNode> arguments(JsonNode passed) {
    return passed instanceof ObjectNode object
        ? Optional.of(object)
        : Json.arguments(passed.asString(""));
  }

  private static boolean isCut(String finish) {
    return finish.equals("length") || finish.equals("model_length");
  }

  /** Some say that they came to their end where they call a tool. */
  private static String reason(String finish, boolean calls) throws RefusedException {
    return switch (finish) {
      case "stop", "eos" -> calls ? "tool_use" : "end_turn";
      case "length", "model_length" -> "max_tokens";
      case "tool_calls" -> "tool_use";
      case "content_filter" -> "refusal";
      default -> throw Untranslatable.at("/choices/0/finish_reason");
    };
  }

  private static void usage(TokenCount count, ObjectNode said) {
    ObjectNode usage = said.putObject("usage");
    usage
        .put("input_tokens", count.input() - count.cachedInput() - count.cacheWritten())
        .put("cache_creation_input_tokens", count.cacheWritten())
        .put("cache_read_input_tokens", count.cachedInput())
        .put("output_tokens", count.output());
    if (count.reasoning() > 0) {
      usage.putObject("output_tokens_details").put("thinking_tokens", count.reasoning());
    }
  }
}
