package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages of Anthropic's protocol. One use. */
final class MessageTeller {
  private final Dice dice;
  private final Phrases phrases;
  private final boolean plain;
  private final ObjectNode whole = Tell.object();
  private final List<Said> events = new ArrayList<>();

  /**
   * @param plain only what can be said in the other protocol too
   */
  MessageTeller(Dice dice, boolean plain) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
    this.plain = plain;
  }

  Told tell() {
    whole.put("id", "msg_" + dice.below(99)).put("type", "message").put("role", "assistant");
    whole.put("model", "claude-x");
    int input = dice.below(100);
    int output = dice.below(100);
    int cached = dice.below(50);
    ObjectNode start = whole.deepCopy();
    start.putArray("content");
    start.putNull("stop_reason").putNull("stop_sequence");
    start
        .putObject("usage")
        .put("input_tokens", input)
        .put("cache_read_input_tokens", cached)
        .put("output_tokens", 1);
    ObjectNode begins = Tell.typed("message_start");
    begins.set("message", start);
    say(begins);
    ArrayNode content = whole.putArray("content");
    for (int at = 0, count = dice.below(5); at < count; at++) {
      block(content, at);
    }
    String reason = dice.of("end_turn", "max_tokens", "tool_use", "stop_sequence", "refusal");
    whole.put("stop_reason", reason);
    String stop = dice.once(4) ? phrases.words() : "END";
    if (reason.equals("stop_sequence")) {
      whole.put("stop_sequence", stop);
    } else {
      whole.putNull("stop_sequence");
    }
    whole
        .putObject("usage")
        .put("input_tokens", input)
        .put("cache_read_input_tokens", cached)
        .put("output_tokens", output);
    ObjectNode ends = Tell.typed("message_delta");
    ends.putObject("delta")
        .put("stop_reason", reason)
        .set("stop_sequence", whole.path("stop_sequence"));
    ends.putObject("usage").put("output_tokens", output);
    if (dice.coin()) {
      ((ObjectNode) ends.path("usage")).put("input_tokens", input);
    }
    say(ends);
    say(Tell.typed("message_stop"));
    return new Told(StrictJson.writeText(whole), events);
  }

  private void say(ObjectNode event) {
    if (!events.isEmpty() && dice.once(9)) {
      events.add(Tell.named(Tell.typed(dice.of("ping", "later_event"))));
    }
    events.add(Tell.named(event));
  }

  private void block(ArrayNode content, int at) {
    switch (plain ? dice.of(0, 0, 1) : dice.of(0, 0, 0, 1, 1, 2, 3, 4)) {
      case 0 -> text(content.addObject(), at);
      case 1 -> call(content.addObject(), at, "tool_use");
      case 2 -> thinking(content.addObject(), at);
      case 3 -> call(content.addObject(), at, "server_tool_use");
      default -> whole(content.addObject(), at);
    }
  }

  private void text(ObjectNode block, int at) {
    String text = phrases.text();
    block.put("type", "text").put("text", text);
    List<String> pieces = dice.pieces(text, dice.of(1, 7, 40, 200));
    ObjectNode shell = Tell.typed("text").put("text", "");
    if (!pieces.isEmpty() && dice.once(6)) {
      shell.put("text", pieces.removeFirst());
    }
    begin(at, shell);
    List<ObjectNode> deltas = new ArrayList<>();
    pieces.forEach(piece -> deltas.add(Tell.typed("text_delta").put("text", piece)));
    if (!plain && dice.once(4)) {
      ArrayNode citations = block.putArray("citations");
      for (int left = 1 + dice.below(2); left > 0; left--) {
        ObjectNode citation = Tell.typed("char_location").put("cited_text", phrases.text());
        citation.put("document_index", 0).put("document_title", phrases.text());
        citations.add(citation);
        ObjectNode delta = Tell.typed("citations_delta");
        delta.set("citation", citation.deepCopy());
        deltas.add(dice.below(deltas.size() + 1), delta);
      }
      // Two that changed places would be another answer.
      citations.removeAll();
      deltas.stream()
          .filter(one -> one.has("citation"))
          .forEach(one -> citations.add(one.path("citation").deepCopy()));
    }
    deltas.forEach(delta -> delta(at, delta));
    end(at);
  }

  private void call(ObjectNode block, int at, String type) {
    ObjectNode input = phrases.object(2);
    block.put("type", type).put("id", "toolu_" + at).put("name", phrases.name());
    ObjectNode shell = block.deepCopy();
    boolean whole = dice.once(8);
    shell.set("input", whole ? input.deepCopy() : Tell.object());
    begin(at, shell);
    block.set("input", input);
    String json = Escapes.of(dice, StrictJson.writeText(input), dice.of(8, 1_000));
    if (whole) {
      end(at);
      return;
    }
    if (dice.coin()) {
      delta(at, Tell.typed("input_json_delta").put("partial_json", ""));
    }
    if (!input.isEmpty() || dice.coin()) {
      for (String piece : dice.pieces(json, dice.of(1, 6, 50))) {
        delta(at, Tell.typed("input_json_delta").put("partial_json", piece));
      }
    }
    end(at);
  }

  private void thinking(ObjectNode block, int at) {
    String thought = phrases.words();
    block.put("type", "thinking").put("thinking", thought).put("signature", "c2lnbmVk");
    List<String> pieces = dice.pieces(thought, 20);
    String first = dice.once(6) ? pieces.removeFirst() : "";
    begin(at, Tell.typed("thinking").put("thinking", first).put("signature", ""));
    if (dice.once(6)) {
      delta(at, Tell.typed("later_delta").put("later", "x"));
    }
    pieces.forEach(piece -> delta(at, Tell.typed("thinking_delta").put("thinking", piece)));
    delta(at, Tell.typed("signature_delta").put("signature", "c2lnbmVk"));
    end(at);
  }

  private void whole(ObjectNode block, int at) {
    if (dice.coin()) {
      block.put("type", "redacted_thinking").put("data", "QUJDREVGR0g=");
    } else {
      block.put("type", "web_search_tool_result").put("tool_use_id", "toolu_0");
      block
          .putArray("content")
          .addObject()
          .put("type", "web_search_result")
          .put("title", phrases.text())
          .put("url", "https://example.com/a")
          .put("encrypted_content", "QUJD");
    }
    begin(at, block.deepCopy());
    end(at);
  }

  private void begin(int at, ObjectNode shell) {
    ObjectNode event = Tell.typed("content_block_start").put("index", at);
    event.set("content_block", shell);
    say(event);
  }

  private void delta(int at, ObjectNode delta) {
    ObjectNode event = Tell.typed("content_block_delta").put("index", at);
    event.set("delta", delta);
    say(event);
  }

  private void end(int at) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "content_block_stop");
    say(event.put("index", at));
  }
}
