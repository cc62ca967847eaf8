package dev.keeptrail.gateway.responses;

import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a response as events: created, each item with its parts, and how it ended. What repeats the
 * whole text repeats the text that is delivered. Confined to one thread.
 */
final class ResponseEvents {
  private static final String OUTPUT_TEXT = "response.output_text";

  static final String NUMBER = "sequence_number";

  private final List<StreamEvent> events = new ArrayList<>();
  private int sequence;

  static List<StreamEvent> of(ObjectNode response) {
    var events = new ResponseEvents();
    events.head(response);
    JsonNode items = response.path("output");
    for (int at = 0; at < items.size(); at++) {
      events.item((ObjectNode) items.get(at), at);
    }
    events.end(response);
    return events.take();
  }

  /** What was said since the last time. */
  List<StreamEvent> take() {
    List<StreamEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  void head(ObjectNode response) {
    ObjectNode shell = response.deepCopy();
    shell.putArray("output");
    shell.put("status", "in_progress");
    shell.putNull("usage");
    whole("response.created", shell);
    whole("response.in_progress", shell);
  }

  void end(ObjectNode response) {
    whole(last(response), response);
  }

  private static String last(ObjectNode response) {
    return switch (response.path("status").asString("completed")) {
      case "incomplete" -> "response.incomplete";
      case "failed" -> "response.failed";
      default -> "response.completed";
    };
  }

  private void add(String type, ObjectNode data) {
    ObjectNode event = data.objectNode().put("type", type).put(NUMBER, sequence++);
    event.setAll(data);
    events.add(StreamEvent.of(type, event));
  }

  private void whole(String type, ObjectNode stands) {
    ObjectNode data = stands.objectNode();
    data.set("response", stands);
    add(type, data);
  }

  /** A whole item, from its start to its end. */
  void item(ObjectNode item, int at) {
    String type = Items.typeOf(item);
    itemBegins(item, at);
    switch (type) {
      case "message" -> parts(item, at);
      case "reasoning" -> {
        summaries(item, at);
        parts(item, at);
      }
      default -> passed(item, at);
    }
    itemEnds(item, at);
  }

  /**
   * What a call passes on, in events of its own. What else comes whole in its item clients take
   * from there.
   *
   * @param member that holds it
   */
  private record Passed(String type, String member) {
    static @Nullable Passed of(ObjectNode item) {
      Passed passed =
          switch (Items.typeOf(item)) {
            case "function_call" -> new Passed("response.function_call_arguments", "arguments");
            case "mcp_call" -> new Passed("response.mcp_call_arguments", "arguments");
            case "custom_tool_call" -> new Passed("response.custom_tool_call_input", "input");
            case "code_interpreter_call" ->
                new Passed("response.code_interpreter_call_code", "code");
            default -> null;
          };
      return passed != null && item.path(passed.member).isString() ? passed : null;
    }
  }

  private void passed(ObjectNode item, int at) {
    Passed passed = Passed.of(item);
    if (passed != null) {
      text(item, at, passed.type(), passed.member());
    }
  }

  void itemBegins(ObjectNode item, int at) {
    ObjectNode shell = item.deepCopy();
    shell.put("status", "in_progress");
    switch (Items.typeOf(item)) {
      case "message" -> shell.putArray("content");
      case "reasoning" -> {
        shell.putArray("summary");
        if (item.path("content").isArray()) {
          shell.putArray("content");
        }
      }
      default -> {
        Passed passed = Passed.of(item);
        if (passed != null) {
          shell.put(passed.member(), "");
        }
      }
    }
    added("response.output_item.added", shell, at);
  }

  void itemEnds(ObjectNode item, int at) {
    added("response.output_item.done", item, at);
  }

  private void added(String type, ObjectNode item, int at) {
    ObjectNode data = item.objectNode().put("output_index", at);
    data.set("item", item);
    add(type, data);
  }

  private ObjectNode place(ObjectNode item, int at) {
    return item.objectNode().put("item_id", item.path("id").asString("")).put("output_index", at);
  }

  private void text(ObjectNode item, int at, String type, String member) {
    String text = item.path(member).asString("");
    add(type + ".delta", place(item, at).put("delta", text));
    add(type + ".done", place(item, at).put(member, text));
  }

  private void parts(ObjectNode item, int at) {
    partsFrom(0, item, at);
  }

  void partsFrom(int first, ObjectNode item, int at) {
    JsonNode parts = item.path("content");
    for (int index = first; index < parts.size(); index++) {
      if (parts.get(index) instanceof ObjectNode part) {
        partBegins(item, at, index, part);
        delta(item, at, index, part, part.path(member(part)).asString(""));
        partEnds(item, at, index, part);
      }
    }
  }

  static boolean isRefusal(ObjectNode part) {
    return part.path("type").asString("").equals("refusal");
  }

  /** The member in which a part's text stands. */
  static String member(ObjectNode part) {
    return isRefusal(part) ? "refusal" : "text";
  }

  private static String type(ObjectNode part) {
    return switch (part.path("type").asString("")) {
      case "refusal" -> "response.refusal";
      case "reasoning_text" -> "response.reasoning_text";
      default -> OUTPUT_TEXT;
    };
  }

  private static boolean isOutput(ObjectNode part) {
    return type(part).equals(OUTPUT_TEXT);
  }

  void partBegins(ObjectNode item, int at, int index, ObjectNode part) {
    ObjectNode shell = part.deepCopy();
    shell.put(member(part), "");
    if (part.path("annotations").isArray()) {
      shell.putArray("annotations");
    }
    part("response.content_part.added", item, at, index, shell);
  }

  void delta(ObjectNode item, int at, int index, ObjectNode part, String text) {
    ObjectNode delta = place(item, at).put("content_index", index).put("delta", text);
    if (isOutput(part)) {
      delta.putArray("logprobs");
    }
    add(type(part) + ".delta", delta);
  }

  void partEnds(ObjectNode item, int at, int index, ObjectNode part) {
    String member = member(part);
    ObjectNode done =
        place(item, at).put("content_index", index).put(member, part.path(member).asString(""));
    if (isOutput(part)) {
      annotations(item, at, index, part);
      done.putArray("logprobs");
    }
    add(type(part) + ".done", done);
    part("response.content_part.done", item, at, index, part);
  }

  /** Where a text comes from: many clients take it from these events, and from nowhere else. */
  private void annotations(ObjectNode item, int at, int index, ObjectNode part) {
    JsonNode annotations = part.path("annotations");
    for (int number = 0; number < annotations.size(); number++) {
      ObjectNode data = place(item, at).put("content_index", index).put("annotation_index", number);
      data.set("annotation", annotations.get(number));
      add(OUTPUT_TEXT + ".annotation.added", data);
    }
  }

  private void part(String type, ObjectNode item, int at, int index, ObjectNode part) {
    ObjectNode data = place(item, at).put("content_index", index);
    data.set("part", part);
    add(type, data);
  }

  private void summaries(ObjectNode item, int at) {
    JsonNode parts = item.path("summary");
    for (int index = 0; index < parts.size(); index++) {
      String text = parts.path(index).path("text").asString("");
      ObjectNode shell = item.objectNode().put("type", "summary_text").put("text", "");
      summary("response.reasoning_summary_part.added", item, at, index, shell);
      add(
          "response.reasoning_summary_text.delta",
          place(item, at).put("summary_index", index).put("delta", text));
      add(
          "response.reasoning_summary_text.done",
          place(item, at).put("summary_index", index).put("text", text));
      summary(
          "response.reasoning_summary_part.done",
          item,
          at,
          index,
          item.objectNode().put("type", "summary_text").put("text", text));
    }
  }

  private void summary(String type, ObjectNode item, int at, int index, ObjectNode part) {
    ObjectNode data = place(item, at).put("summary_index", index);
    data.set("part", part);
    add(type, data);
  }
}
