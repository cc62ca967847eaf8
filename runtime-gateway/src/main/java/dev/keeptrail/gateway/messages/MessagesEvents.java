package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says a message as events: its start, each block with its deltas, its end. Stateless. */
final class MessagesEvents {
  private final ObjectNode message;

  MessagesEvents(ObjectNode message) {
    this.message = message;
  }

  static List<StreamEvent> of(ObjectNode message) {
    var said = new MessagesEvents(message);
    List<StreamEvent> events = new ArrayList<>(said.start());
    JsonNode blocks = message.path("content");
    for (int at = 0; at < blocks.size(); at++) {
      events.addAll(block((ObjectNode) blocks.get(at), at));
    }
    events.addAll(said.end());
    return events;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static StreamEvent event(String type, ObjectNode data) {
    ObjectNode event = object().put("type", type);
    event.setAll(data);
    return StreamEvent.of(type, event);
  }

  List<StreamEvent> start() {
    ObjectNode shell = message.deepCopy();
    shell.putArray("content");
    shell.putNull("stop_reason");
    shell.putNull("stop_sequence");
    if (shell.path("usage") instanceof ObjectNode usage) {
      usage.put("output_tokens", 0);
    }
    ObjectNode data = object();
    data.set("message", shell);
    return List.of(event("message_start", data));
  }

  /** A whole block, from its start to its end. */
  static List<StreamEvent> block(ObjectNode block, int at) {
    List<StreamEvent> events = new ArrayList<>();
    ObjectNode shell = block.deepCopy();
    switch (block.path("type").asString("")) {
      case "text" -> {
        shell.put("text", "");
        shell.remove("citations");
        events.add(blockStart(shell, at));
        events.add(textDelta(at, block.path("text").asString("")));
        events.addAll(citations(block, at));
      }
      case "thinking" -> {
        shell.put("thinking", "");
        shell.put("signature", "");
        events.add(blockStart(shell, at));
        events.add(delta("thinking_delta", "thinking", block.path("thinking"), at));
        if (block.has("signature")) {
          events.add(delta("signature_delta", "signature", block.path("signature"), at));
        }
      }
      case "tool_use", "server_tool_use", "mcp_tool_use" -> {
        shell.putObject("input");
        events.add(blockStart(shell, at));
        String input = StrictJson.writeText(block.path("input"));
        events.add(delta("input_json_delta", "partial_json", shell.stringNode(input), at));
      }
      // Comes whole in its start.
      default -> events.add(blockStart(shell, at));
    }
    events.add(blockStop(block, at));
    return events;
  }

  static StreamEvent blockStart(ObjectNode shell, int at) {
    ObjectNode start = object().put("index", at);
    start.set("content_block", shell);
    return event("content_block_start", start);
  }

  static StreamEvent blockStop(ObjectNode block, int at) {
    return event("content_block_stop", block.objectNode().put("index", at));
  }

  static StreamEvent textDelta(int at, String text) {
    return delta("text_delta", "text", JsonNodeFactory.instance.stringNode(text), at);
  }

  static List<StreamEvent> citations(ObjectNode block, int at) {
    List<StreamEvent> events = new ArrayList<>();
    block
        .path("citations")
        .forEach(citation -> events.add(delta("citations_delta", "citation", citation, at)));
    return events;
  }

  private static StreamEvent delta(String type, String name, JsonNode value, int at) {
    ObjectNode delta = object().put("type", type);
    delta.set(name, value);
    ObjectNode data = object().put("index", at);
    data.set("delta", delta);
    return event("content_block_delta", data);
  }

  List<StreamEvent> end() {
    ObjectNode delta = object();
    delta.set("stop_reason", message.path("stop_reason"));
    delta.set(
        "stop_sequence",
        message.has("stop_sequence") ? message.path("stop_sequence") : delta.nullNode());
    ObjectNode data = object();
    data.set("delta", delta);
    ObjectNode usage = data.putObject("usage");
    // Counts of the whole message, as its start could not say them yet.
    for (String name :
        List.of("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")) {
      if (message.path("usage").path(name).isNumber()) {
        usage.set(name, message.path("usage").path(name));
      }
    }
    JsonNode output = message.path("usage").path("output_tokens");
    usage.set("output_tokens", output.isMissingNode() ? delta.numberNode(0) : output);
    return List.of(event("message_delta", data), event("message_stop", object()));
  }
}
