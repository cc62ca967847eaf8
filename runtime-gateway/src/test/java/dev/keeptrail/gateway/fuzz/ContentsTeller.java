package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes answers of Google's protocol. One use. */
final class ContentsTeller {
  private static final String SIGNATURE = "c2lnbmF0dXJlAAECAwQFBgcICQoLDA0ODxAREhM=";

  private final Dice dice;
  private final Phrases phrases;
  private final List<List<ObjectNode>> pieces = new ArrayList<>();

  ContentsTeller(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  Told tell() {
    ObjectNode whole = Tell.object();
    ObjectNode usage = Tell.object().put("promptTokenCount", dice.below(100));
    if (dice.once(12)) {
      whole.putObject("promptFeedback").put("blockReason", "SAFETY");
    } else {
      ArrayNode candidates = whole.putArray("candidates");
      for (int left = dice.once(5) ? 2 : 1; left > 0; left--) {
        candidate(candidates);
      }
      usage.put("candidatesTokenCount", dice.below(100)).put("thoughtsTokenCount", dice.below(9));
    }
    whole.put("modelVersion", "gemini-x").put("responseId", "r" + dice.below(99));
    List<Said> events = new ArrayList<>();
    List<ObjectNode> steps = dice.interleaved(pieces);
    for (ObjectNode step : steps) {
      ObjectNode event = Tell.object();
      event.putArray("candidates").add(step);
      if (dice.coin()) {
        event.set(
            "usageMetadata",
            Tell.object().put("promptTokenCount", usage.path("promptTokenCount").intValue()));
      }
      head(event, whole);
      events.add(Tell.data(event));
    }
    whole.set("usageMetadata", usage);
    ObjectNode last = Tell.object();
    last.set("usageMetadata", usage.deepCopy());
    if (whole.has("promptFeedback")) {
      last.set("promptFeedback", whole.path("promptFeedback").deepCopy());
    }
    head(last, whole);
    events.add(Tell.data(last));
    return new Told(StrictJson.writeText(whole), events);
  }

  private static void head(ObjectNode event, ObjectNode whole) {
    event.set("modelVersion", whole.path("modelVersion"));
    event.set("responseId", whole.path("responseId"));
  }

  private void candidate(ArrayNode candidates) {
    int index = candidates.size();
    ObjectNode candidate = candidates.addObject();
    ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
    List<ObjectNode> steps = new ArrayList<>();
    boolean text = false;
    for (int left = dice.below(6); left > 0; left--) {
      switch (dice.below(5)) {
        case 0, 1 -> {
          // Two that follow each other would be one.
          if (!text) {
            text(parts.addObject(), index, steps, false);
          }
          text = true;
        }
        case 2 -> {
          text(parts.addObject(), index, steps, true);
          whole(parts.addObject(), index, steps, false);
          text = false;
        }
        default -> {
          // A signed text behind another would be one with it.
          whole(parts.addObject(), index, steps, !text);
          text = false;
        }
      }
    }
    String reason = dice.of("STOP", "MAX_TOKENS", "SAFETY");
    candidate.put("finishReason", reason).put("index", index);
    ObjectNode last = step(index);
    last.put("finishReason", reason);
    if (dice.coin()) {
      // As real ones end.
      last.putObject("content").put("role", "model").putArray("parts").addObject().put("text", "");
    }
    if (dice.once(3)) {
      ObjectNode source = Tell.object().put("uri", "https://example.com/a");
      candidate.putObject("citationMetadata").putArray("citationSources").add(source);
      last.set("citationMetadata", candidate.path("citationMetadata").deepCopy());
    }
    steps.add(last);
    pieces.add(steps);
  }

  private ObjectNode step(int index) {
    ObjectNode step = Tell.object();
    return index > 0 || dice.coin() ? step.put("index", index) : step;
  }

  private ObjectNode step(int index, ObjectNode part) {
    ObjectNode step = step(index);
    step.putObject("content").put("role", "model").putArray("parts").add(part);
    return step;
  }

  private void text(ObjectNode part, int index, List<ObjectNode> steps, boolean thought) {
    String text = phrases.words();
    part.put("text", text);
    if (thought) {
      part.put("thought", true);
    }
    for (String piece : dice.pieces(text, dice.of(1, 7, 40, 200))) {
      ObjectNode said = Tell.object().put("text", piece);
      if (thought) {
        said.put("thought", true);
      }
      steps.add(step(index, said));
    }
  }

  private void whole(ObjectNode part, int index, List<ObjectNode> steps, boolean any) {
    switch (dice.below(any ? 4 : 2)) {
      case 0, 1 -> {
        ObjectNode call = part.putObject("functionCall").put("name", phrases.name());
        if (dice.coin()) {
          call.put("id", "c" + steps.size());
        }
        call.set("args", phrases.object(2));
        if (dice.coin()) {
          part.put("thoughtSignature", SIGNATURE);
        }
      }
      case 2 -> part.put("text", phrases.words()).put("thoughtSignature", SIGNATURE);
      default ->
          part.putObject("executableCode").put("language", "PYTHON").put("code", phrases.words());
    }
    steps.add(step(index, part.deepCopy()));
  }
}
