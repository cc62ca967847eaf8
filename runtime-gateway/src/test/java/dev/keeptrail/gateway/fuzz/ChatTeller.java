package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes chat completions with all that providers of this protocol send. One use. */
final class ChatTeller {
  private final Dice dice;
  private final Phrases phrases;
  private final ObjectNode whole = Tell.object();
  private final ObjectNode beside = Tell.object();
  private final boolean plain;
  private final Set<Habit> habits = EnumSet.noneOf(Habit.class);

  /** What some providers do and others do not. */
  private enum Habit {
    REPEATS_USAGE,
    REPEATS_CITATIONS,
    REPEATS_ROLE,
    EMPTY_REASONS,
    FILLS,
    FILTERS
  }

  /**
   * @param plain only what can be said in the other protocol too
   */
  ChatTeller(Dice dice, boolean plain) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
    this.plain = plain;
  }

  Told tell() {
    whole.put("id", "chatcmpl-" + dice.below(99)).put("object", "chat.completion");
    whole.put("created", 1_700_000_000).put("model", "gpt-4o");
    if (dice.coin()) {
      whole.put("system_fingerprint", "fp_1");
    }
    if (dice.once(4)) {
      whole.put("service_tier", "default");
    }
    whole.properties().forEach(member -> beside.set(member.getKey(), member.getValue()));
    beside.put("object", "chat.completion.chunk");
    for (Habit habit : Habit.values()) {
      if (!plain && dice.once(5)) {
        habits.add(habit);
      }
    }
    if (habits.contains(Habit.REPEATS_CITATIONS)) {
      whole.putArray("citations").add("https://example.com/1").add(phrases.words());
      beside.set("citations", whole.path("citations").deepCopy());
    }
    if (dice.coin()) {
      beside.putNull("usage");
    }
    ArrayNode choices = whole.putArray("choices");
    List<List<Said>> streams = new ArrayList<>();
    for (int at = 0, count = plain ? 1 : dice.of(1, 1, 2, 3, 4); at < count; at++) {
      streams.add(choice(choices.addObject().put("index", at), at));
    }
    List<Said> events = new ArrayList<>(dice.interleaved(streams));
    usage(events);
    if (habits.contains(Habit.FILTERS)) {
      ArrayNode results = whole.putArray("prompt_filter_results");
      results.addObject().put("prompt_index", 0);
      ObjectNode first = beside.deepCopy();
      first.putArray("choices");
      first.set("prompt_filter_results", results.deepCopy());
      events.addFirst(Tell.data(first));
    }
    if (!dice.once(9)) {
      events.add(Tell.done());
    }
    return new Told(StrictJson.writeText(whole), events);
  }

  private void usage(List<Said> events) {
    if (dice.once(8) && !habits.contains(Habit.REPEATS_USAGE)) {
      return;
    }
    ObjectNode usage = whole.putObject("usage");
    int input = dice.below(100);
    int output = dice.below(100);
    usage.put("prompt_tokens", input).put("completion_tokens", output);
    usage.put("total_tokens", input + output);
    if (dice.coin()) {
      usage.putObject("prompt_tokens_details").put("cached_tokens", dice.below(input + 1));
    }
    ObjectNode chunk = beside.deepCopy();
    chunk.putArray("choices");
    chunk.set("usage", usage);
    events.add(Tell.data(chunk));
  }

  private List<Said> choice(ObjectNode choice, int index) {
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    List<List<ObjectNode>> channels = new ArrayList<>();
    channels.add(content(choice, message));
    if (!plain && dice.once(4)) {
      channels.add(text(message, dice.of("reasoning_content", "reasoning"), phrases.words()));
    }
    if (dice.once(6)) {
      channels.add(text(message, "refusal", phrases.words()));
    }
    if (dice.once(3)) {
      channels.add(calls(message));
    }
    if (!plain && dice.once(6)) {
      channels.add(audio(message));
    }
    if (!plain && dice.once(6)) {
      channels.add(details(message));
    }
    if (!plain && dice.once(9)) {
      channels.add(oldCall(message));
    }
    if (!plain && dice.once(6)) {
      channels.add(annotations(message));
    }
    List<ObjectNode> steps = new ArrayList<>();
    steps.add(step(Tell.object().put("role", "assistant")));
    if (dice.coin()) {
      delta(steps.getFirst()).put("content", "");
    }
    steps.addAll(
        dice.once(3)
            ? channels.stream().flatMap(List::stream).toList()
            : dice.interleaved(channels));
    if (habits.contains(Habit.FILTERS)) {
      choice.putObject("content_filter_results").putObject("hate").put("filtered", false);
    }
    choice.put("finish_reason", dice.of("stop", "length", "tool_calls", "content_filter"));
    if (dice.coin()) {
      steps.add(step(Tell.object()));
    }
    steps.getLast().set("finish_reason", choice.path("finish_reason"));
    if (!plain && dice.once(6)) {
      message.put("x_new", phrases.text());
      delta(dice.of(steps)).set("x_new", message.path("x_new"));
    }
    return steps.stream().map(step -> chunk(step, index)).toList();
  }

  private Said chunk(ObjectNode step, int index) {
    ObjectNode chunk = beside.deepCopy();
    ObjectNode choice = Tell.object().put("index", index);
    choice.setAll(step);
    if (habits.contains(Habit.REPEATS_ROLE)) {
      delta(choice).put("role", dice.of("assistant", "assistant", ""));
    }
    if (habits.contains(Habit.EMPTY_REASONS) && choice.path("finish_reason").isNull()) {
      choice.put("finish_reason", "");
    }
    if (habits.contains(Habit.FILTERS)) {
      choice.putObject("content_filter_results").putObject("hate").put("filtered", false);
    }
    if (habits.contains(Habit.REPEATS_USAGE)) {
      chunk
          .putObject("usage")
          .put("prompt_tokens", 1)
          .put("completion_tokens", 1)
          .put("total_tokens", 2);
    }
    chunk.putArray("choices").add(choice);
    if (habits.contains(Habit.FILLS)) {
      chunk.put("obfuscation", "aB3xY" + dice.below(1_000));
    }
    return Tell.data(chunk);
  }

  private static ObjectNode delta(ObjectNode step) {
    return (ObjectNode) step.path("delta");
  }

  private ObjectNode step(ObjectNode delta) {
    ObjectNode step = Tell.object();
    step.set("delta", delta);
    if (dice.coin()) {
      step.putNull("logprobs");
    }
    return step.putNull("finish_reason");
  }

  private List<ObjectNode> content(ObjectNode choice, ObjectNode message) {
    if (dice.once(6)) {
      message.putNull("content");
      return new ArrayList<>();
    }
    if (!plain && dice.once(6)) {
      return parts(message);
    }
    List<ObjectNode> steps = text(message, "content", phrases.text());
    if (!plain && dice.once(5)) {
      ArrayNode all = Tell.object().putArray("content");
      for (ObjectNode step : steps) {
        String said = delta(step).path("content").asString("");
        ObjectNode tokens = Tell.object();
        ArrayNode list = tokens.putArray("content");
        if (!said.isEmpty()) {
          ObjectNode token = list.addObject().put("token", said).put("logprob", -0.5);
          ArrayNode bytes = token.putArray("bytes");
          for (byte one : said.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xFF);
          }
          token.putArray("top_logprobs");
          all.add(token.deepCopy());
        }
        step.set("logprobs", tokens);
      }
      if (!all.isEmpty()) {
        choice.putObject("logprobs").set("content", all);
      }
    }
    return steps;
  }

  private List<ObjectNode> text(ObjectNode message, String member, String text) {
    message.put(member, text);
    List<ObjectNode> steps = new ArrayList<>();
    for (String piece : dice.pieces(text, dice.of(1, 6, 20, 200))) {
      steps.add(step(Tell.object().put(member, piece)));
      if (dice.once(9)) {
        steps.add(step(Tell.object().put(member, "")));
      }
      if (dice.once(20)) {
        steps.add(step(Tell.object().putNull(member)));
      }
    }
    return steps;
  }

  private List<ObjectNode> calls(ObjectNode message) {
    ArrayNode calls = message.putArray("tool_calls");
    List<List<ObjectNode>> lists = new ArrayList<>();
    for (int at = 0, count = 1 + dice.below(3); at < count; at++) {
      lists.add(call(calls.addObject(), at));
    }
    List<ObjectNode> firsts = new ArrayList<>();
    if (dice.coin()) {
      lists.forEach(list -> firsts.add(list.removeFirst()));
    } else {
      return lists.stream().flatMap(List::stream).toList();
    }
    firsts.addAll(dice.interleaved(lists));
    return firsts;
  }

  private List<ObjectNode> call(ObjectNode call, int index) {
    String arguments = plain ? StrictJson.writeText(phrases.object(2)) : phrases.arguments();
    call.put("id", "call_" + index).put("type", "function");
    call.putObject("function").put("name", phrases.name()).put("arguments", arguments);
    List<ObjectNode> steps = new ArrayList<>();
    ObjectNode first = Tell.object().put("index", index);
    first.setAll(call.deepCopy());
    if (dice.once(4)) {
      steps.add(ofCall(first));
      return steps;
    }
    ((ObjectNode) first.path("function")).put("arguments", "");
    steps.add(ofCall(first));
    boolean empties = dice.once(4);
    for (String piece : dice.pieces(arguments, dice.of(1, 5, 30))) {
      ObjectNode more = Tell.object().put("index", index);
      if (empties) {
        more.put("id", "").put("type", "function");
      }
      ObjectNode function = more.putObject("function").put("arguments", piece);
      if (empties) {
        function.put("name", "");
      }
      steps.add(ofCall(more));
    }
    return steps;
  }

  private ObjectNode ofCall(ObjectNode call) {
    ObjectNode delta = Tell.object();
    delta.putArray("tool_calls").add(call);
    return step(delta);
  }

  private List<ObjectNode> audio(ObjectNode message) {
    String transcript = phrases.words();
    message
        .putObject("audio")
        .put("id", "audio_1")
        .put("data", "AAAABBBB")
        .put("transcript", transcript)
        .put("expires_at", 1_700_000_001);
    List<ObjectNode> steps = new ArrayList<>();
    steps.add(ofAudio(Tell.object().put("id", "audio_1")));
    dice.pieces(transcript, 9)
        .forEach(piece -> steps.add(ofAudio(Tell.object().put("transcript", piece))));
    steps.add(ofAudio(Tell.object().put("data", "AAAA")));
    steps.add(ofAudio(Tell.object().put("data", "BBBB")));
    steps.add(ofAudio(Tell.object().put("expires_at", 1_700_000_001)));
    return steps;
  }

  private ObjectNode ofAudio(ObjectNode audio) {
    ObjectNode delta = Tell.object();
    delta.set("audio", audio);
    return step(delta);
  }

  /** Thoughts in pieces that are numbered by themselves. */
  private List<ObjectNode> details(ObjectNode message) {
    ArrayNode all = message.putArray("reasoning_details");
    List<ObjectNode> steps = new ArrayList<>();
    for (int at = 0, count = 1 + dice.below(2); at < count; at++) {
      String thought = phrases.words();
      ObjectNode one = all.addObject().put("type", "reasoning.text");
      one.put("text", thought).put("format", "x-v1").put("index", at);
      for (String piece : dice.pieces(thought, dice.of(3, 20))) {
        ObjectNode delta = Tell.object();
        delta.putArray("reasoning_details").add(one.deepCopy().put("text", piece));
        steps.add(step(delta));
      }
      one.put("signature", "c2lnbmVk");
      ObjectNode delta = Tell.object();
      delta
          .putArray("reasoning_details")
          .addObject()
          .put("type", "reasoning.text")
          .put("signature", "c2lnbmVk")
          .put("format", "x-v1")
          .put("index", at);
      steps.add(step(delta));
    }
    return steps;
  }

  /** Thoughts and words in one list, and words that come as they do elsewhere. */
  private List<ObjectNode> parts(ObjectNode message) {
    String thought = phrases.words();
    String said = phrases.words();
    ArrayNode content = message.putArray("content");
    content
        .addObject()
        .put("type", "thinking")
        .putArray("thinking")
        .addObject()
        .put("type", "text")
        .put("text", thought);
    List<ObjectNode> steps = new ArrayList<>();
    for (String piece : dice.pieces(thought, 12)) {
      ObjectNode delta = Tell.object();
      delta
          .putArray("content")
          .addObject()
          .put("type", "thinking")
          .putArray("thinking")
          .addObject()
          .put("type", "text")
          .put("text", piece);
      steps.add(step(delta));
    }
    content.addObject().put("type", "text").put("text", said);
    boolean lists = dice.coin();
    for (String piece : dice.pieces(said, 12)) {
      ObjectNode delta = Tell.object();
      if (lists) {
        delta.putArray("content").addObject().put("type", "text").put("text", piece);
      } else {
        delta.put("content", piece);
      }
      steps.add(step(delta));
    }
    return steps;
  }

  private List<ObjectNode> oldCall(ObjectNode message) {
    String arguments = phrases.arguments();
    message.putObject("function_call").put("name", "find").put("arguments", arguments);
    List<ObjectNode> steps = new ArrayList<>();
    ObjectNode first = Tell.object();
    first.putObject("function_call").put("name", "find").put("arguments", "");
    steps.add(step(first));
    for (String piece : dice.pieces(arguments, 9)) {
      ObjectNode delta = Tell.object();
      delta.putObject("function_call").put("arguments", piece);
      steps.add(step(delta));
    }
    return steps;
  }

  private List<ObjectNode> annotations(ObjectNode message) {
    ArrayNode all = message.putArray("annotations");
    List<ObjectNode> steps = new ArrayList<>();
    for (int at = 1 + dice.below(2); at > 0; at--) {
      ObjectNode one = Tell.typed("url_citation");
      one.putObject("url_citation")
          .put("url", "https://example.com/x")
          .put("title", phrases.text());
      all.add(one);
      ObjectNode delta = Tell.object();
      delta.putArray("annotations").add(one.deepCopy());
      steps.add(step(delta));
    }
    return steps;
  }
}
