package dev.keeptrail.gateway.responses;

import dev.keeptrail.gateway.body.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a response as events: created, each item with its parts, and how it ended. What repeats the
 * whole text repeats the text that is delivered. Stateless.
 */
final class ResponseEvents {
  private final ObjectNode response;
  private final List<StreamEvent> events = new ArrayList<>();

  private ResponseEvents(ObjectNode response) {
    this.response = response;
  }

  static List<StreamEvent> of(ObjectNode response) {
    var events = new ResponseEvents(response);
    ObjectNode shell = response.deepCopy();
    shell.putArray("output");
    shell.put("status", "in_progress");
    shell.putNull("usage");
    events.whole("response.created", shell);
    events.whole("response.in_progress", shell);
    JsonNode items = response.path("output");
    for (int at = 0; at < items.size(); at++) {
      events.item((ObjectNode) items.get(at), at);
    }
    events.whole(last(response), response);
    return events.events;
  }

  private static String last(ObjectNode response) {
    return switch (response.path("status").asString("completed")) {
      case "incomplete" -> "response.incomplete";
      case "failed" -> "response.failed";
      default -> "response.completed";
    };
  }

  private void add(String type, ObjectNode data) {
    ObjectNode event = data.objectNode().put("type", type).put("sequence_number", events.size());
    event.setAll(data);
    events.add(new StreamEvent(type, event));
  }

  private void whole(String type, ObjectNode stands) {
    ObjectNode data = response.objectNode();
    data.set("response", stands);
    add(type, data);
  }

  private void item(ObjectNode item, int at) {
    ObjectNode shell = item.deepCopy();
    shell.put("status", "in_progress");
    String type = Items.typeOf(item);
    switch (type) {
      case "message" -> shell.putArray("content");
      case "function_call" -> shell.put("arguments", "");
      case "custom_tool_call" -> shell.put("input", "");
      case "reasoning" -> shell.putArray("summary");
      default -> {
        // Comes whole.
      }
    }
    added("response.output_item.added", shell, at);
    switch (type) {
      case "message" -> parts(item, at);
      case "function_call" -> text(item, at, "response.function_call_arguments", "arguments");
      case "custom_tool_call" -> text(item, at, "response.custom_tool_call_input", "input");
      case "reasoning" -> summaries(item, at);
      default -> {
        // Comes whole.
      }
    }
    added("response.output_item.done", item, at);
  }

  private void added(String type, ObjectNode item, int at) {
    ObjectNode data = response.objectNode().put("output_index", at);
    data.set("item", item);
    add(type, data);
  }

  private ObjectNode place(ObjectNode item, int at) {
    return response
        .objectNode()
        .put("item_id", item.path("id").asString(""))
        .put("output_index", at);
  }

  private void text(ObjectNode item, int at, String type, String member) {
    String text = item.path(member).asString("");
    add(type + ".delta", place(item, at).put("delta", text));
    add(type + ".done", place(item, at).put(member, text));
  }

  private void parts(ObjectNode item, int at) {
    JsonNode parts = item.path("content");
    for (int index = 0; index < parts.size(); index++) {
      if (!(parts.get(index) instanceof ObjectNode part)) {
        continue;
      }
      boolean refusal = part.path("type").asString("").equals("refusal");
      String member = refusal ? "refusal" : "text";
      String type = refusal ? "response.refusal" : "response.output_text";
      ObjectNode shell = part.deepCopy();
      shell.put(member, "");
      part("response.content_part.added", item, at, index, shell);
      String text = part.path(member).asString("");
      ObjectNode delta = place(item, at).put("content_index", index).put("delta", text);
      ObjectNode done = place(item, at).put("content_index", index).put(member, text);
      if (!refusal) {
        delta.putArray("logprobs");
        done.putArray("logprobs");
      }
      add(type + ".delta", delta);
      add(type + ".done", done);
      part("response.content_part.done", item, at, index, part);
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
      ObjectNode shell = response.objectNode().put("type", "summary_text").put("text", "");
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
          response.objectNode().put("type", "summary_text").put("text", text));
    }
  }

  private void summary(String type, ObjectNode item, int at, int index, ObjectNode part) {
    ObjectNode data = place(item, at).put("summary_index", index);
    data.set("part", part);
    add(type, data);
  }
}
