package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes text completions. One use. */
final class CompletionTeller {
  private final Dice dice;
  private final Phrases phrases;
  private final ObjectNode whole = Tell.object();
  private final ObjectNode beside = Tell.object();

  CompletionTeller(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  Told tell() {
    whole.put("id", "cmpl-" + dice.below(99)).put("object", "text_completion");
    whole.put("created", 1_700_000_000).put("model", "gpt-3.5-turbo-instruct");
    beside.setAll(whole);
    ArrayNode choices = whole.putArray("choices");
    List<List<Said>> streams = new ArrayList<>();
    for (int at = 0, count = dice.of(1, 1, 2, 4); at < count; at++) {
      streams.add(choice(choices.addObject(), at));
    }
    List<Said> events = new ArrayList<>(dice.interleaved(streams));
    ObjectNode usage = whole.putObject("usage");
    usage.put("prompt_tokens", 3).put("completion_tokens", dice.below(50)).put("total_tokens", 60);
    ObjectNode last = beside.deepCopy();
    last.putArray("choices");
    last.set("usage", usage);
    events.add(Tell.data(last));
    events.add(Tell.done());
    return new Told(StrictJson.writeText(whole), events);
  }

  private List<Said> choice(ObjectNode choice, int index) {
    String text = phrases.text();
    String reason = dice.of("stop", "length");
    choice.put("index", index).put("text", text).put("finish_reason", reason);
    List<ObjectNode> steps = new ArrayList<>();
    for (String piece : dice.pieces(text, dice.of(1, 7, 90))) {
      steps.add(step(index, piece));
      if (dice.once(9)) {
        steps.add(step(index, ""));
      }
    }
    if (steps.isEmpty() || dice.coin()) {
      steps.add(step(index, ""));
    }
    steps.getLast().put("finish_reason", reason);
    List<Said> said = new ArrayList<>();
    for (ObjectNode step : steps) {
      ObjectNode chunk = beside.deepCopy();
      chunk.putArray("choices").add(step);
      said.add(Tell.data(chunk));
    }
    return said;
  }

  private ObjectNode step(int index, String text) {
    ObjectNode step = Tell.object().put("text", text).put("index", index);
    if (dice.once(6) && !text.isEmpty()) {
      step.putObject("logprobs").putArray("tokens").add(text);
    } else {
      step.putNull("logprobs");
    }
    return step.putNull("finish_reason");
  }
}
