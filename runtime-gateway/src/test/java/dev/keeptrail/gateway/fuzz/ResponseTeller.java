package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes responses of OpenAI's protocol. One use. */
final class ResponseTeller {
  private final Dice dice;
  private final Phrases phrases;
  private final ObjectNode whole = Tell.object();
  private List<ObjectNode> events = new ArrayList<>();

  ResponseTeller(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  Told tell() {
    whole.put("id", "resp_" + dice.below(99)).put("object", "response");
    whole.put("created_at", 1_700_000_000).put("status", "in_progress").put("model", "gpt-4o");
    whole.putNull("error").putNull("incomplete_details");
    ObjectNode shell = whole.deepCopy();
    shell.putArray("output");
    shell.putNull("usage");
    whole(dice.once(9) ? "response.queued" : "response.created", shell);
    if (dice.coin()) {
      whole("response.in_progress", shell);
    }
    ArrayNode output = whole.putArray("output");
    items(output);
    whole
        .putObject("usage")
        .put("input_tokens", 5)
        .put("output_tokens", dice.below(90))
        .put("total_tokens", 95);
    boolean cut = dice.once(6);
    whole.put("status", cut ? "incomplete" : "completed");
    if (cut) {
      whole.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    whole(cut ? "response.incomplete" : "response.completed", whole.deepCopy());
    List<Said> said = new ArrayList<>();
    for (ObjectNode event : events) {
      said.add(Tell.named(event.put("sequence_number", said.size())));
    }
    return new Told(StrictJson.writeText(whole), said);
  }

  /** Items begin in their order; what is said of them may be mixed. */
  private void items(ArrayNode output) {
    List<ObjectNode> all = events;
    List<ObjectNode> begins = new ArrayList<>();
    List<List<ObjectNode>> rests = new ArrayList<>();
    boolean mixed = dice.once(4);
    for (int at = 0, count = dice.below(4); at < count; at++) {
      events = new ArrayList<>();
      item(output, at);
      if (mixed) {
        begins.add(events.removeFirst());
        rests.add(events);
      } else {
        begins.addAll(events);
      }
    }
    events = all;
    events.addAll(begins);
    events.addAll(dice.interleaved(rests));
  }

  private void whole(String type, ObjectNode response) {
    ObjectNode event = Tell.typed(type);
    event.set("response", response.deepCopy());
    say(event);
  }

  private void say(ObjectNode event) {
    events.add(event);
    if (dice.once(20)) {
      events.add(Tell.typed("response.later"));
    }
  }

  private ObjectNode of(String type, String id, int at) {
    return Tell.typed(type).put("item_id", id).put("output_index", at);
  }

  private void item(ArrayNode output, int at) {
    ObjectNode item = output.addObject();
    switch (dice.of(0, 0, 0, 1, 1, 2, 3, 4)) {
      case 0 -> message(item, at);
      case 1 -> call(item, at, "function_call", "arguments", phrases.arguments());
      case 2 -> reasoning(item, at);
      case 3 -> call(item, at, "custom_tool_call", "input", phrases.text());
      default -> search(item, at);
    }
  }

  private void begins(ObjectNode item, int at) {
    ObjectNode event = Tell.typed("response.output_item.added").put("output_index", at);
    event.set("item", item.deepCopy());
    say(event);
  }

  private void ends(ObjectNode item, int at) {
    ObjectNode event = Tell.typed("response.output_item.done").put("output_index", at);
    event.set("item", item.deepCopy());
    say(event);
  }

  private void message(ObjectNode item, int at) {
    String id = "msg_" + at;
    item.put("id", id).put("type", "message").put("role", "assistant").put("status", "in_progress");
    ArrayNode parts = item.putArray("content");
    begins(item, at);
    for (int index = 0, count = dice.of(1, 1, 1, 2, 0); index < count; index++) {
      part(parts.addObject(), id, at, index);
    }
    item.put("status", "completed");
    ends(item, at);
  }

  private void part(ObjectNode part, String id, int at, int index) {
    boolean refusal = dice.once(5);
    String member = refusal ? "refusal" : "text";
    String type = refusal ? "response.refusal" : "response.output_text";
    String text = phrases.text();
    part.put("type", refusal ? "refusal" : "output_text").put(member, "");
    if (!refusal) {
      part.putArray("annotations");
    }
    onPart("response.content_part.added", part, id, at, index);
    for (String piece : dice.pieces(text, dice.of(1, 9, 50, 200))) {
      ObjectNode delta = of(type + ".delta", id, at).put("content_index", index);
      delta.put("delta", piece);
      if (!refusal && dice.once(9)) {
        delta.putArray("logprobs").addObject().put("token", piece).put("logprob", -1);
      }
      say(delta.put("obfuscation", "x".repeat(dice.below(3))));
    }
    if (!refusal && dice.once(4)) {
      ObjectNode annotation = Tell.typed("url_citation").put("url", "https://example.com/c");
      annotation.put("title", phrases.text()).put("start_index", 0).put("end_index", 1);
      ((ArrayNode) part.path("annotations")).add(annotation);
      ObjectNode added = of("response.output_text.annotation.added", id, at);
      added.put("content_index", index).put("annotation_index", 0);
      added.set("annotation", annotation.deepCopy());
      say(added);
    }
    part.put(member, text);
    say(of(type + ".done", id, at).put("content_index", index).put(member, text));
    onPart("response.content_part.done", part, id, at, index);
  }

  private void onPart(String type, ObjectNode part, String id, int at, int index) {
    ObjectNode event = of(type, id, at).put("content_index", index);
    event.set("part", part.deepCopy());
    say(event);
  }

  private void call(ObjectNode item, int at, String type, String member, String passed) {
    String id = "fc_" + at;
    item.put("id", id).put("type", type).put("status", "in_progress");
    item.put("call_id", "call_" + at).put("name", phrases.name()).put(member, "");
    begins(item, at);
    String event =
        type.equals("function_call")
            ? "response.function_call_arguments"
            : "response.custom_tool_call_input";
    for (String piece : dice.pieces(passed, dice.of(1, 8, 60))) {
      say(of(event + ".delta", id, at).put("delta", piece));
    }
    item.put(member, passed).put("status", "completed");
    say(of(event + ".done", id, at).put(member, passed));
    ends(item, at);
  }

  private void reasoning(ObjectNode item, int at) {
    String id = "rs_" + at;
    item.put("id", id).put("type", "reasoning");
    ArrayNode summary = item.putArray("summary");
    begins(item, at);
    for (int index = 0, count = dice.below(3); index < count; index++) {
      String text = phrases.words();
      ObjectNode part = Tell.typed("summary_text").put("text", "");
      ObjectNode added = of("response.reasoning_summary_part.added", id, at);
      added.put("summary_index", index).set("part", part.deepCopy());
      say(added);
      for (String piece : dice.pieces(text, 20)) {
        ObjectNode delta = of("response.reasoning_summary_text.delta", id, at);
        say(delta.put("summary_index", index).put("delta", piece));
      }
      part.put("text", text);
      ObjectNode done = of("response.reasoning_summary_text.done", id, at);
      say(done.put("summary_index", index).put("text", text));
      ObjectNode partDone = of("response.reasoning_summary_part.done", id, at);
      partDone.put("summary_index", index).set("part", part.deepCopy());
      say(partDone);
      summary.add(part);
    }
    ends(item, at);
  }

  private void search(ObjectNode item, int at) {
    item.put("id", "ws_" + at).put("type", "web_search_call").put("status", "in_progress");
    begins(item, at);
    say(of("response.web_search_call.searching", "ws_" + at, at));
    item.put("status", "completed")
        .putObject("action")
        .put("type", "search")
        .put("query", phrases.words());
    ends(item, at);
  }
}
