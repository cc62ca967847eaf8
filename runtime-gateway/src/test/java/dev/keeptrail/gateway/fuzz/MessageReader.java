package dev.keeptrail.gateway.fuzz;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the events of Anthropic's messages. */
final class MessageReader extends Reader {
  private @Nullable ObjectNode message;
  private @Nullable ObjectNode open;
  private final StringBuilder input = new StringBuilder();
  private boolean delta;
  private boolean ended;

  @Override
  boolean isError(@Nullable String name, ObjectNode data) {
    return "error".equals(name);
  }

  @Override
  boolean isEnded() {
    return ended;
  }

  private ObjectNode message() {
    ObjectNode begun = message;
    if (begun == null) {
      throw new AssertionError("no message has begun");
    }
    return begun;
  }

  private ArrayNode content() {
    return (ArrayNode) message().get("content");
  }

  private ObjectNode opened(ObjectNode data) {
    ObjectNode block = open;
    if (block == null || data.path("index").asInt(-1) != content().size() - 1) {
      throw new AssertionError("an event of no open block");
    }
    return block;
  }

  @Override
  void take(@Nullable String name, ObjectNode data) {
    require(data.path("type").asString("").equals(name), "the name is not the type");
    require(!ended, "something behind the end");
    switch (String.valueOf(name)) {
      case "ping" -> {}
      case "message_start" -> {
        require(message == null, "two messages");
        message = (ObjectNode) data.get("message");
        require(content().isEmpty(), "a message begins with content");
        require(data.at("/message/stop_reason").isNull(), "a message begins with its end");
      }
      case "content_block_start" -> {
        require(open == null && !delta, "a block begins inside of another");
        require(data.path("index").asInt(-1) == content().size(), "a block out of turn");
        open = (ObjectNode) data.get("content_block");
        content().add(open);
        input.setLength(0);
      }
      case "content_block_delta" -> delta(opened(data), data.path("delta"));
      case "content_block_stop" -> {
        ObjectNode block = opened(data);
        if (!input.isEmpty()) {
          block.set("input", object(input.toString()));
        }
        open = null;
      }
      case "message_delta" -> {
        require(open == null && !delta, "a message ends inside of a block, or twice");
        delta = true;
        data.path("delta").properties().forEach(this::set);
        data.path("usage")
            .properties()
            .forEach(
                one -> ((ObjectNode) message().path("usage")).set(one.getKey(), one.getValue()));
        data.properties().stream()
            .filter(one -> !one.getKey().matches("type|delta|usage"))
            .forEach(this::set);
      }
      case "message_stop" -> {
        require(delta, "a message stops before its end");
        ended = true;
      }
      default -> throw new AssertionError("unknown event " + name);
    }
  }

  private void set(Map.Entry<String, JsonNode> member) {
    message().set(member.getKey(), member.getValue());
  }

  private void delta(ObjectNode block, JsonNode delta) {
    String type = block.path("type").asString("");
    switch (delta.path("type").asString("")) {
      case "text_delta" -> append(block, type.equals("text"), "text", delta);
      case "thinking_delta" -> append(block, type.equals("thinking"), "thinking", delta);
      case "signature_delta" -> append(block, type.equals("thinking"), "signature", delta);
      case "input_json_delta" -> {
        require(type.endsWith("tool_use"), "arguments in a block of " + type);
        input.append(delta.path("partial_json").stringValue());
      }
      case "citations_delta" -> {
        ArrayNode had =
            block.get("citations") instanceof ArrayNode list ? list : block.putArray("citations");
        had.add(delta.path("citation"));
      }
      default -> throw new AssertionError("unknown delta " + delta);
    }
  }

  private static void append(ObjectNode block, boolean fits, String member, JsonNode delta) {
    require(fits, "a delta of " + member + " in another block");
    block.put(member, block.path(member).asString("") + delta.path(member).stringValue());
  }

  @Override
  ObjectNode soFar() {
    return message();
  }

  @Override
  ObjectNode answer() {
    require(ended, "no end");
    return message();
  }
}
