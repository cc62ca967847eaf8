package dev.keeptrail.gateway.completions;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.Choices;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.GrowingTexts;
import dev.keeptrail.gateway.stream.Piece;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads chunks of text completions. Confined to one thread. */
final class CompletionReader implements AnswerReader {
  private final ObjectNode completion = JsonNodeFactory.instance.objectNode();
  private final Choices choices = new Choices(completion, this::choice);
  private final GrowingTexts texts = new GrowingTexts();
  private boolean begun;
  private boolean done;

  @Override
  public void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException {
    if (EventData.isDone(event)) {
      done = true;
      return;
    }
    ObjectNode chunk = EventData.object(event);
    Choices.requireNoError(event, chunk);
    for (Map.Entry<String, JsonNode> member : chunk.properties()) {
      if (!member.getKey().equals("choices")) {
        EventData.restate(completion, member.getKey(), member.getValue());
      }
    }
    Choices.requirePlaces(chunk.path("choices"));
    for (JsonNode choice : chunk.path("choices")) {
      if (!begun) {
        begun = true;
        pieces.accept(new Piece.Head(head()));
      }
      choice(choice, pieces);
    }
  }

  private ObjectNode head() {
    ObjectNode head = completion.objectNode();
    for (String name : completion.propertyNames()) {
      switch (name) {
        case "id", "object", "created", "model", "system_fingerprint" ->
            head.set(name, completion.path(name));
        default -> {
          // Said at the end.
        }
      }
    }
    return head;
  }

  private ObjectNode choice(int index) {
    return completion.objectNode().put("index", index).put("text", "").putNull("finish_reason");
  }

  private void choice(JsonNode delta, Consumer<Piece> pieces) throws BrokenStreamException {
    int index = Choices.index(delta);
    ObjectNode choice = choices.of(delta);
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      switch (member.getKey()) {
        // Older log probabilities are never passed on.
        case "index", "logprobs" -> {}
        case "text" -> text(choice, index, member.getValue().asString(""), pieces);
        default -> EventData.merge(choice, member.getKey(), member.getValue());
      }
    }
  }

  private void text(ObjectNode choice, int index, String more, Consumer<Piece> pieces) {
    if (more.isEmpty()) {
      return;
    }
    var key = new ChannelKey(index, Channel.CONTENT, 0);
    if (texts.append(choice, "text", more)) {
      pieces.accept(new Piece.Begin(key, choice.objectNode()));
    }
    pieces.accept(new Piece.Text(key, more));
  }

  @Override
  public boolean isComplete() {
    return choices.areComplete();
  }

  @Override
  public boolean isOver() {
    return done;
  }

  @Override
  public ObjectNode soFar() {
    texts.show();
    choices.show();
    return completion;
  }
}
