package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.body.StreamEvent;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a message as events: its start, each block with its deltas, its end. Stateless. */
final class MessagesEvents {
  private final ObjectNode message;
  private final List<StreamEvent> events = new ArrayList<>();

  private MessagesEvents(ObjectNode message) {
    this.message = message;
  }

  static List<StreamEvent> of(ObjectNode message) {
    var events = new MessagesEvents(message);
    events.start();
    JsonNode blocks = message.path("content");
    for (int at = 0; at < blocks.size(); at++) {
      events.block((ObjectNode) blocks.get(at), at);
    }
    events.end();
    return events.events;
  }

  private void add(String type, ObjectNode data) {
    ObjectNode event = data.objectNode().put("type", type);
    event.setAll(data);
    events.add(new StreamEvent(type, event));
  }

  private void start() {
    ObjectNode shell = message.deepCopy();
    shell.putArray("content");
    shell.putNull("stop_reason");
    shell.putNull("stop_sequence");
    if (shell.path("usage") instanceof ObjectNode usage) {
      usage.put("output_tokens", 0);
    }
    ObjectNode data = message.objectNode();
    data.set("message", shell);
    add("message_start", data);
  }

  private void block(ObjectNode block, int at) {
    ObjectNode shell = block.deepCopy();
    List<ObjectNode> deltas = new ArrayList<>();
    switch (block.path("type").asString("")) {
      case "text" -> {
        shell.put("text", "");
        shell.remove("citations");
        deltas.add(delta("text_delta", "text", block.path("text")));
        block
            .path("citations")
            .forEach(citation -> deltas.add(delta("citations_delta", "citation", citation)));
      }
      case "thinking" -> {
        shell.put("thinking", "");
        shell.put("signature", "");
        deltas.add(delta("thinking_delta", "thinking", block.path("thinking")));
        if (block.has("signature")) {
          deltas.add(delta("signature_delta", "signature", block.path("signature")));
        }
      }
      case "tool_use", "server_tool_use", "mcp_tool_use" -> {
        shell.putObject("input");
        JsonNode input = block.path("input");
        deltas.add(
            block
                .objectNode()
                .put("type", "input_json_delta")
                .put("partial_json", StrictJson.writeText(input)));
      }
      default -> {
        // Comes whole in its start.
      }
    }
    ObjectNode start = message.objectNode().put("index", at);
    start.set("content_block", shell);
    add("content_block_start", start);
    for (ObjectNode delta : deltas) {
      ObjectNode data = message.objectNode().put("index", at);
      data.set("delta", delta);
      add("content_block_delta", data);
    }
    add("content_block_stop", message.objectNode().put("index", at));
  }

  private ObjectNode delta(String type, String name, JsonNode value) {
    ObjectNode delta = message.objectNode().put("type", type);
    delta.set(name, value);
    return delta;
  }

  private void end() {
    ObjectNode delta = message.objectNode();
    delta.set("stop_reason", message.path("stop_reason"));
    delta.set(
        "stop_sequence",
        message.has("stop_sequence") ? message.path("stop_sequence") : delta.nullNode());
    ObjectNode data = message.objectNode();
    data.set("delta", delta);
    JsonNode output = message.path("usage").path("output_tokens");
    data.putObject("usage")
        .set("output_tokens", output.isMissingNode() ? delta.numberNode(0) : output);
    add("message_delta", data);
    add("message_stop", message.objectNode());
  }
}
