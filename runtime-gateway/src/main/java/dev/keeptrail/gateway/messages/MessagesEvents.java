package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says a message as events: its start, each block with its deltas, its end. Stateless. */
final class MessagesEvents {
  private static final Set<String> COUNTS =
      Set.of("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens");

  /** What the delta of a summary says. */
  private static final List<String> COMPACTED = List.of("content", "encrypted_content");

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
    events.addAll(said.end(message));
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
    } else {
      // Clients write into it what the end says; that nobody counted is said in no other way.
      shell.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
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
        // WHY: what is no JSON is what the model wrote of it, and goes on as that.
        JsonNode passed = block.path("input");
        String input = passed.isString() ? passed.stringValue() : StrictJson.writeText(passed);
        events.add(delta("input_json_delta", "partial_json", shell.stringNode(input), at));
      }
      case "compaction" -> {
        ObjectNode delta = object().put("type", "compaction_delta");
        for (String name : COMPACTED) {
          if (block.has(name)) {
            shell.putNull(name);
            delta.set(name, block.path(name));
          }
        }
        events.add(blockStart(shell, at));
        events.add(delta(delta, at));
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
    return delta(delta, at);
  }

  private static StreamEvent delta(ObjectNode delta, int at) {
    ObjectNode data = object().put("index", at);
    data.set("delta", delta);
    return event("content_block_delta", data);
  }

  /**
   * The end, with all that the start has not said already.
   *
   * @param begun the message as its start said it
   */
  List<StreamEvent> end(ObjectNode begun) {
    ObjectNode delta = object();
    delta.set("stop_reason", message.path("stop_reason"));
    delta.set(
        "stop_sequence",
        message.has("stop_sequence") ? message.path("stop_sequence") : delta.nullNode());
    ObjectNode data = object();
    data.set("delta", delta);
    data.set("usage", usage(begun.path("usage")));
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      switch (name) {
        case "content", "usage", "stop_reason", "stop_sequence" -> {}
        case "context_management" -> {
          if (!value.equals(begun.path(name))) {
            data.set(name, value);
          }
        }
        default -> {
          if (!value.equals(begun.path(name))) {
            delta.set(name, value);
          }
        }
      }
    }
    return List.of(event("message_delta", data), event("message_stop", object()));
  }

  /** Counts of the whole message, as its start could not say them yet. */
  private ObjectNode usage(JsonNode begun) {
    ObjectNode usage = object();
    JsonNode counted = message.path("usage");
    for (Map.Entry<String, JsonNode> count : counted.properties()) {
      boolean always = COUNTS.contains(count.getKey()) && count.getValue().isNumber();
      if (always || !count.getValue().equals(begun.path(count.getKey()))) {
        usage.set(count.getKey(), count.getValue());
      }
    }
    JsonNode output = counted.path("output_tokens");
    usage.set("output_tokens", output.isMissingNode() ? usage.numberNode(0) : output);
    return usage;
  }
}
