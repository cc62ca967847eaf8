package dev.keeptrail.gateway.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads chunks of the protocols of choices, chat completions or text completions. */
final class ChoiceReader extends Reader {
  private final boolean chat;
  private final boolean counts;
  private final ObjectNode answer = Tell.object();
  private final Map<Integer, ObjectNode> choices = new TreeMap<>();
  private boolean counted;
  private boolean done;

  /**
   * @param counts whether the caller asked for the chunk that counts tokens
   */
  ChoiceReader(boolean chat, boolean counts) {
    this.chat = chat;
    this.counts = counts;
  }

  @Override
  boolean isError(@Nullable String name, ObjectNode data) {
    return data.path("error").isObject();
  }

  @Override
  void done() {
    require(!done, "[DONE] twice");
    done = true;
  }

  @Override
  boolean isEnded() {
    return done;
  }

  @Override
  void take(@Nullable String name, ObjectNode chunk) {
    require(name == null, "a chunk has no name");
    require(!done, "a chunk behind [DONE]");
    require(!counted, "a chunk behind the one that counts");
    require(chunk.path("choices").isArray(), "a chunk without choices");
    require(
        chunk
            .path("object")
            .asString("")
            .equals(chat ? "chat.completion.chunk" : "text_completion"),
        "a chunk of another kind");
    for (Map.Entry<String, JsonNode> member : chunk.properties()) {
      switch (member.getKey()) {
        case "choices" -> {}
        case "usage" -> {}
        case "obfuscation" -> {}
        case "object" -> answer.put("object", chat ? "chat.completion" : "text_completion");
        default -> beside(member.getKey(), member.getValue());
      }
    }
    if (chunk.path("choices").isEmpty()) {
      require(counts, "an empty chunk that nobody asked for");
      counted = true;
      answer.set("usage", chunk.path("usage"));
    } else {
      require(chunk.path("usage").isMissingNode() || chunk.path("usage").isNull(), "usage early");
    }
    chunk.path("choices").forEach(this::choice);
  }

  private void beside(String name, JsonNode value) {
    require(!answer.has(name) || answer.path(name).equals(value), name + " changes");
    answer.set(name, value);
  }

  private void choice(JsonNode delta) {
    require(delta.path("index").isInt(), "a choice without an index");
    ObjectNode choice =
        choices.computeIfAbsent(
            delta.path("index").intValue(), index -> Tell.object().put("index", index));
    require(!choice.has("finish_reason"), "something behind the end of a choice");
    if (chat) {
      require(delta.path("delta").isObject(), "a choice without a delta");
      message(choice, delta.path("delta"));
    } else {
      require(delta.path("text").isString(), "a choice without a text");
      append(choice, "text", delta.path("text").stringValue());
    }
    if (delta.path("finish_reason").isString()) {
      choice.set("finish_reason", delta.path("finish_reason"));
    }
    if (delta.path("content_filter_results").isObject()) {
      choice.set("content_filter_results", delta.path("content_filter_results"));
    }
    JsonNode tokens = delta.path("logprobs").path("content");
    if (tokens instanceof ArrayNode list && !list.isEmpty()) {
      ObjectNode all =
          choice.has("logprobs")
              ? (ObjectNode) choice.get("logprobs")
              : choice.putObject("logprobs");
      (all.has("content") ? (ArrayNode) all.get("content") : all.putArray("content")).addAll(list);
    }
  }

  private static void message(ObjectNode choice, JsonNode delta) {
    boolean first = !choice.has("message");
    ObjectNode message = first ? choice.putObject("message") : (ObjectNode) choice.get("message");
    require(!first || delta.isEmpty() || delta.has("role"), "the first delta says no role");
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (name.equals("tool_calls")) {
        calls(message, value);
      } else if (name.equals("function_call") && message.get(name) instanceof ObjectNode had) {
        append(had, "arguments", value.path("arguments").asString(""));
      } else if (name.equals("audio") && value instanceof ObjectNode audio) {
        audio(message, audio);
      } else if (value.isString() && message.get(name) instanceof ArrayNode had) {
        had.addObject().put("type", "text").set("text", value);
      } else if (value.isString() && !name.equals("role")) {
        append(message, name, value.stringValue());
      } else if (value instanceof ArrayNode list && message.get(name) instanceof ArrayNode had) {
        had.addAll(list);
      } else if (!value.isNull()) {
        message.set(name, value);
      }
    }
  }

  private static void calls(ObjectNode message, JsonNode deltas) {
    ArrayNode calls =
        message.get("tool_calls") instanceof ArrayNode had ? had : message.putArray("tool_calls");
    for (JsonNode delta : deltas) {
      int index = delta.path("index").asInt(-1);
      require(index >= 0 && index <= calls.size(), "a call out of turn");
      if (index == calls.size()) {
        require(!delta.path("id").asString("").isEmpty(), "a call begins without an id");
        require(!delta.at("/function/name").asString("").isEmpty(), "a call without a name");
        calls.addObject().putObject("function").put("name", "").put("arguments", "");
      }
      ObjectNode call = (ObjectNode) calls.get(index);
      ObjectNode function = (ObjectNode) call.get("function");
      for (String name : new String[] {"id", "type"}) {
        if (!delta.path(name).asString("").isEmpty()) {
          call.set(name, delta.path(name));
        }
      }
      if (!delta.at("/function/name").asString("").isEmpty()) {
        function.set("name", delta.at("/function/name"));
      }
      append(function, "arguments", delta.at("/function/arguments").asString(""));
    }
  }

  private static void audio(ObjectNode message, ObjectNode delta) {
    ObjectNode audio =
        message.get("audio") instanceof ObjectNode had ? had : message.putObject("audio");
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      if (member.getKey().equals("id") || !member.getValue().isString()) {
        audio.set(member.getKey(), member.getValue());
      } else {
        append(audio, member.getKey(), member.getValue().stringValue());
      }
    }
  }

  private static void append(ObjectNode owner, String member, String more) {
    owner.put(member, owner.path(member).asString("") + more);
  }

  @Override
  ObjectNode soFar() {
    ArrayNode list = answer.putArray("choices");
    choices.forEach((index, choice) -> {
      while (list.size() < index) {
        list.addObject();
      }
      list.add(choice);
    });
    return answer;
  }

  @Override
  ObjectNode answer() {
    choices.forEach(
        (index, choice) -> require(choice.has("finish_reason"), "choice " + index + " has no end"));
    require(!counts || counted, "no chunk that counts");
    return soFar();
  }
}
