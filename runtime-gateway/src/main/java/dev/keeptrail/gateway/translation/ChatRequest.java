package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat completion request, said as a request for a message. Stateless. */
final class ChatRequest {
  /** Messages need a limit; this one is within what every model of that protocol grants. */
  static final int DEFAULT_TOKENS = 4_096;

  private ChatRequest() {}

  static ObjectNode toMessages(ObjectNode body) throws RefusedException {
    Members chat = Members.of(body, "");
    ObjectNode said = Json.object();
    chat.copy("model", said, "model");
    said.set("max_tokens", tokenLimit(chat));
    ChatTurns.translate(chat.take("messages"), said);
    temperature(chat, said);
    chat.copy("top_p", said, "top_p");
    stops(chat, said);
    tools(chat, said);
    JsonNode user = chat.take("user");
    if (user.isString()) {
      said.putObject("metadata").set("user_id", user);
    } else if (!user.isMissingNode()) {
      throw chat.untranslatable("user");
    }
    skipDefaults(chat);
    chat.end();
    return said;
  }

  private static JsonNode tokenLimit(Members chat) throws RefusedException {
    JsonNode newer = chat.take("max_completion_tokens");
    JsonNode older = chat.take("max_tokens");
    if (newer.isMissingNode()) {
      return older.isMissingNode() ? Json.object().numberNode(DEFAULT_TOKENS) : older;
    }
    if (!older.isMissingNode() && !older.equals(newer)) {
      throw chat.untranslatable("max_tokens");
    }
    return newer;
  }

  /** The other protocol's scale ends at 1. */
  private static void temperature(Members chat, ObjectNode said) throws RefusedException {
    JsonNode value = chat.take("temperature");
    if (value.isNumber() && value.decimalValue().compareTo(BigDecimal.ONE) > 0) {
      throw chat.untranslatable("temperature");
    }
    if (!value.isMissingNode()) {
      said.set("temperature", value);
    }
  }

  private static void stops(Members chat, ObjectNode said) throws RefusedException {
    JsonNode stop = chat.take("stop");
    if (stop.isString()) {
      said.putArray("stop_sequences").add(stop);
    } else if (stop.isArray()) {
      said.set("stop_sequences", stop);
    } else if (!stop.isMissingNode()) {
      throw chat.untranslatable("stop");
    }
  }

  private static void tools(Members chat, ObjectNode said) throws RefusedException {
    JsonNode tools = chat.take("tools");
    if (tools instanceof ArrayNode array && !array.isEmpty()) {
      ArrayNode out = said.putArray("tools");
      for (int at = 0; at < array.size(); at++) {
        out.add(tool(array.get(at), Members.child("/tools", at)));
      }
    } else if (!tools.isMissingNode() && !Json.isEmpty(tools)) {
      throw chat.untranslatable("tools");
    }
    choice(chat, said);
  }

  private static ObjectNode tool(JsonNode tool, String pointer) throws RefusedException {
    Members outer = Members.of(tool, pointer);
    outer.skip("type", type -> Json.isWord(type, "function"));
    Members function = Members.of(outer.take("function"), outer.place("function"));
    outer.end();
    ObjectNode said = Json.object().put("name", function.text("name"));
    function.copy("description", said, "description");
    JsonNode schema = function.take("parameters");
    if (schema.isMissingNode()) {
      said.set("input_schema", Json.typed("object").set("properties", Json.object()));
    } else {
      said.set("input_schema", schema);
    }
    function.skip("strict", Json::isFalse);
    function.end();
    return said;
  }

  private static void choice(Members chat, ObjectNode said) throws RefusedException {
    JsonNode choice = chat.take("tool_choice");
    if (!choice.isMissingNode()) {
      said.set("tool_choice", choice(choice, chat));
    }
    JsonNode parallel = chat.take("parallel_tool_calls");
    if (Json.isFalse(parallel)) {
      if (!said.has("tools")) {
        throw chat.untranslatable("parallel_tool_calls");
      }
      ObjectNode chosen =
          said.get("tool_choice") instanceof ObjectNode there
              ? there
              : said.putObject("tool_choice").put("type", "auto");
      if (!Json.isWord(chosen.path("type"), "none")) {
        chosen.put("disable_parallel_tool_use", true);
      }
    } else if (!parallel.isMissingNode() && !parallel.isBoolean()) {
      throw chat.untranslatable("parallel_tool_calls");
    }
  }

  private static ObjectNode choice(JsonNode choice, Members chat) throws RefusedException {
    if (choice.isString()) {
      return switch (choice.stringValue()) {
        case "auto" -> Json.typed("auto");
        case "none" -> Json.typed("none");
        case "required" -> Json.typed("any");
        default -> throw chat.untranslatable("tool_choice");
      };
    }
    Members named = Members.of(choice, "/tool_choice");
    if (!Json.isWord(named.take("type"), "function")) {
      throw named.untranslatable("type");
    }
    Members function = Members.of(named.take("function"), "/tool_choice/function");
    named.end();
    ObjectNode said = Json.typed("tool").put("name", function.text("name"));
    function.end();
    return said;
  }

  /** What says the same as nothing at all. */
  private static void skipDefaults(Members chat) throws RefusedException {
    chat.skip("n", value -> value.isIntegralNumber() && value.intValue() == 1);
    for (String name : List.of("store", "logprobs", "stream")) {
      chat.skip(name, Json::isFalse);
    }
    for (String name : Set.of("frequency_penalty", "presence_penalty", "top_logprobs")) {
      chat.skip(name, Json::isZero);
    }
    for (String name : Set.of("logit_bias", "functions", "metadata")) {
      chat.skip(name, Json::isEmpty);
    }
    chat.skip("service_tier", value -> Json.isWord(value, "auto"));
    chat.skip(
        "response_format", value -> value.size() == 1 && Json.isWord(value.path("type"), "text"));
    chat.skip("modalities", value -> value.size() == 1 && Json.isWord(value.path(0), "text"));
  }
}
