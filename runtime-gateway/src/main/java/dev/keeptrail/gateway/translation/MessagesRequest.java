package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request for a message, said as a chat completion request. Stateless. */
final class MessagesRequest {
  /** How many stop sequences a chat completion takes. */
  private static final int MAX_STOPS = 4;

  private MessagesRequest() {}

  static ObjectNode toChat(ObjectNode body, Dialect dialect) throws RefusedException {
    Members asked = Members.of(body, "");
    ObjectNode said = Json.object();
    asked.copy("model", said, "model");
    asked.copy("max_tokens", said, dialect.tokenLimit());
    ArrayNode messages = said.putArray("messages");
    system(asked, messages);
    MessagesTurns.translate(asked.take("messages"), messages);
    if (dialect.signsCallsFor(said.path("model").asString(""))) {
      messages.forEach(MessagesRequest::sign);
    }
    asked.copy("temperature", said, "temperature");
    asked.copy("top_p", said, "top_p");
    JsonNode stops = asked.take("stop_sequences");
    if (stops.size() > MAX_STOPS) {
      throw asked.untranslatable("stop_sequences");
    }
    if (!stops.isMissingNode() && !stops.isEmpty()) {
      said.set("stop", stops);
    }
    tools(asked, said);
    JsonNode metadata = asked.take("metadata");
    if (!metadata.isMissingNode()) {
      Members named = Members.of(metadata, "/metadata");
      named.copy("user_id", said, "user");
      named.end();
    }
    asked.skip("stream", Json::isFalse);
    asked.skip("service_tier", tier -> Json.isWord(tier, "auto"));
    asked.skip(
        "thinking",
        thinking -> thinking.size() == 1 && Json.isWord(thinking.path("type"), "disabled"));
    asked.end();
    return said;
  }

  /**
   * WHY: the protocol of messages has no place for the signature of somebody else's thought, and
   * without one the request is refused. This word of Google's stands for one that is lost.
   */
  static void sign(JsonNode message) {
    if (message.path("tool_calls").path(0) instanceof ObjectNode call) {
      call.putObject("extra_content")
          .putObject("google")
          .put("thought_signature", "skip_thought_signature_validator");
    }
  }

  private static void system(Members asked, ArrayNode messages) throws RefusedException {
    JsonNode system = asked.take("system");
    if (system.isString()) {
      messages.addObject().put("role", "system").set("content", system);
      return;
    }
    for (int at = 0; at < system.size(); at++) {
      Members block = Members.of(system.get(at), Members.child("/system", at));
      String text = MessagesTurns.text(block);
      messages.addObject().put("role", "system").put("content", text);
    }
  }

  private static void tools(Members asked, ObjectNode said) throws RefusedException {
    JsonNode tools = asked.take("tools");
    if (tools instanceof ArrayNode array && !array.isEmpty()) {
      ArrayNode out = said.putArray("tools");
      for (int at = 0; at < array.size(); at++) {
        out.add(tool(Members.of(array.get(at), Members.child("/tools", at))));
      }
    } else if (!tools.isMissingNode() && !Json.isEmpty(tools)) {
      throw asked.untranslatable("tools");
    }
    JsonNode choice = asked.take("tool_choice");
    if (!choice.isMissingNode()) {
      choice(Members.of(choice, "/tool_choice"), said);
    }
  }

  private static ObjectNode tool(Members tool) throws RefusedException {
    tool.skip("type", type -> Json.isWord(type, "custom"));
    tool.take(MessagesTurns.CACHING);
    ObjectNode said = Json.typed("function");
    ObjectNode function = said.putObject("function").put("name", tool.text("name"));
    tool.copy("description", function, "description");
    tool.copy("input_schema", function, "parameters");
    tool.skip("strict", Json::isFalse);
    tool.end();
    return said;
  }

  private static void choice(Members choice, ObjectNode said) throws RefusedException {
    switch (choice.text("type")) {
      case "auto" -> said.put("tool_choice", "auto");
      case "none" -> said.put("tool_choice", "none");
      case "any" -> said.put("tool_choice", "required");
      case "tool" ->
          said.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", choice.text("name"));
      default -> throw choice.untranslatable("type");
    }
    JsonNode single = choice.take("disable_parallel_tool_use");
    if (single.isBoolean()) {
      if (single.booleanValue()) {
        said.put("parallel_tool_calls", false);
      }
    } else if (!single.isMissingNode()) {
      throw choice.untranslatable("disable_parallel_tool_use");
    }
    choice.end();
  }
}
