package dev.keeptrail.gateway.fuzz;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the events of OpenAI's responses. */
final class ResponseReader extends Reader {
  private final ArrayNode items = Tell.object().putArray("output");
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private @Nullable ObjectNode response;
  private @Nullable ObjectNode open;
  private int sequence;
  private boolean ended;

  @Override
  boolean isError(@Nullable String name, ObjectNode data) {
    return "error".equals(name);
  }

  @Override
  boolean closesError(Told.Said event) {
    ObjectNode data = object(event.data());
    return "response.failed".equals(event.name())
        && data.path("type").asString("").equals(event.name())
        && data.path("sequence_number").asInt(-1) == sequence + 1
        && data.at("/response/status").asString("").equals("failed")
        && data.at("/response/error").isObject();
  }

  @Override
  boolean isEnded() {
    return ended;
  }

  @Override
  void take(@Nullable String name, ObjectNode data) {
    require(data.path("type").asString("").equals(name), "the name is not the type");
    require(data.path("sequence_number").asInt(-1) == sequence++, "a number out of turn");
    require(!ended, "something behind the end");
    String type = String.valueOf(name);
    require(response != null || type.equals("response.created"), "an event before the first");
    switch (type) {
      case "response.created", "response.in_progress" -> {
        response = (ObjectNode) data.get("response");
        require(data.at("/response/output").isEmpty(), "output at the beginning");
        require(data.at("/response/status").asString("").equals("in_progress"), "not in progress");
      }
      case "response.output_item.added" -> {
        require(open == null, "an item begins inside of another");
        require(data.path("output_index").asInt(-1) == items.size(), "an item out of turn");
        open = (ObjectNode) data.get("item");
        items.add(open);
      }
      case "response.output_item.done" -> itemEnds(data);
      case "response.completed", "response.incomplete" -> {
        require(open == null, "the end inside of an item");
        response = (ObjectNode) data.get("response");
        require(data.at("/response/output").equals(items), "the end repeats other items");
        require(
            type.endsWith(data.at("/response/status").asString("?")),
            "another end than its status");
        ended = true;
      }
      default -> inside(type, data);
    }
  }

  private ObjectNode opened(JsonNode data) {
    ObjectNode item = open;
    if (item == null || data.path("output_index").asInt(-1) != items.size() - 1) {
      throw new AssertionError("an event of no open item");
    }
    return item;
  }

  private void itemEnds(ObjectNode data) {
    ObjectNode item = opened(data);
    ObjectNode whole = (ObjectNode) data.get("item");
    require(whole.path("id").equals(item.path("id")), "an item ends under another id");
    require(whole.path("type").equals(item.path("type")), "an item ends as another");
    require(item.path("content").equals(whole.path("content")), "an item ends with other content");
    require(item.path("summary").equals(whole.path("summary")), "with another summary");
    for (String member : new String[] {"arguments", "input", "code"}) {
      require(item.path(member).equals(whole.path(member)), "a call ends with other " + member);
    }
    items.set(items.size() - 1, whole);
    open = null;
  }

  private void inside(String type, ObjectNode data) {
    ObjectNode item = opened(data);
    require(
        data.path("item_id").asString("?").equals(item.path("id").asString("")),
        "another item's id");
    int dot = type.lastIndexOf('.');
    String what = type.substring(0, dot);
    switch (type) {
      case "response.content_part.added" -> begins(item, "content", data, "content_index");
      case "response.reasoning_summary_part.added" ->
          begins(item, "summary", data, "summary_index");
      case "response.content_part.done" -> {
        ArrayNode parts = (ArrayNode) item.get("content");
        ObjectNode part = (ObjectNode) parts.get(data.path("content_index").intValue());
        String member = part.has("refusal") ? "refusal" : "text";
        require(part.path(member).equals(data.at("/part/" + member)), "a part ends otherwise");
        parts.set(data.path("content_index").intValue(), data.get("part"));
      }
      case "response.reasoning_summary_part.done" ->
          require(data.get("part").equals(part(item, data)), "a summary ends otherwise");
      case "response.output_text.delta",
          "response.refusal.delta",
          "response.reasoning_text.delta",
          "response.reasoning_summary_text.delta" -> {
        ObjectNode part = part(item, data);
        String member = part.has("refusal") ? "refusal" : "text";
        require(type.contains("refusal") == member.equals("refusal"), "a text of another kind");
        part.put(member, part.path(member).asString("") + data.path("delta").stringValue());
      }
      case "response.output_text.done",
          "response.refusal.done",
          "response.reasoning_text.done",
          "response.reasoning_summary_text.done" -> {
        String member = type.contains("refusal") ? "refusal" : "text";
        require(part(item, data).path(member).equals(data.path(member)), "a text ends otherwise");
      }
      case "response.output_text.annotation.added" -> {
        ArrayNode annotations = (ArrayNode) part(item, data).get("annotations");
        require(
            data.path("annotation_index").asInt(-1) == annotations.size(),
            "an annotation out of turn");
        annotations.add(data.get("annotation"));
      }
      case "response.function_call_arguments.delta",
          "response.mcp_call_arguments.delta",
          "response.code_interpreter_call_code.delta",
          "response.custom_tool_call_input.delta" ->
          texts
              .computeIfAbsent(what + items.size(), _ -> new StringBuilder())
              .append(data.path("delta").stringValue());
      case "response.function_call_arguments.done",
          "response.mcp_call_arguments.done",
          "response.code_interpreter_call_code.done",
          "response.custom_tool_call_input.done" -> {
        String member = what.substring(what.lastIndexOf('_') + 1);
        StringBuilder all = texts.getOrDefault(what + items.size(), new StringBuilder());
        require(data.path(member).asString("?").contentEquals(all), "arguments end otherwise");
        item.put(member, all.toString());
      }
      default -> throw new AssertionError("unknown event " + type);
    }
  }

  private static void begins(ObjectNode item, String list, ObjectNode data, String index) {
    ArrayNode parts = (ArrayNode) item.get(list);
    require(data.path(index).asInt(-1) == parts.size(), "a part out of turn");
    parts.add(data.get("part"));
  }

  private static ObjectNode part(ObjectNode item, ObjectNode data) {
    boolean summary = data.has("summary_index");
    int index = data.path(summary ? "summary_index" : "content_index").asInt(-1);
    if (item.path(summary ? "summary" : "content").path(index) instanceof ObjectNode part) {
      return part;
    }
    throw new AssertionError("an event of no part");
  }

  @Override
  ObjectNode soFar() {
    ObjectNode begun = Tell.object();
    begun.set("output", items);
    return begun;
  }

  @Override
  ObjectNode answer() {
    require(ended, "no end");
    ObjectNode whole = response;
    return whole == null ? Tell.object() : whole;
  }
}
