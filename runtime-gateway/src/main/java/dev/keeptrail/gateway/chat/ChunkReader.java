package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.Choices;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.GrowingTexts;
import dev.keeptrail.gateway.stream.Piece;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads chunks of chat completions. Texts come at once, tool calls and all else with the whole
 * answer. Confined to one thread.
 */
final class ChunkReader implements AnswerReader {
  /** What names an answer, beside what it is. */
  static final Set<String> HEAD =
      Set.of("id", "created", "model", "system_fingerprint", "service_tier");

  private static final String SOUND = "data";

  private final ObjectNode completion = JsonNodeFactory.instance.objectNode();
  private final Choices choices = new Choices(completion, this::choice);
  private final IdentityHashMap<ObjectNode, GrowingAudio> sounds = new IdentityHashMap<>();
  private final GrowingTexts texts = new GrowingTexts();
  private final GrowingCalls calls = new GrowingCalls(texts);
  private final GrowingParts parts = new GrowingParts(texts);
  private final boolean recognises;
  private @Nullable Known known;
  private boolean begun;
  private boolean done;

  ChunkReader() {
    this(true);
  }

  /**
   * @param recognises whether chunks are recognised that say what the last one said around another
   *     text; else every one of them is read, which comes to the same
   */
  ChunkReader(boolean recognises) {
    this.recognises = recognises;
  }

  /**
   * The chunk that was read last.
   *
   * @param message of the choice that it is about
   */
  private record Known(ChunkPattern pattern, ObjectNode message, int choice) {}

  @Override
  public void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException {
    if (EventData.isDone(event)) {
      done = true;
      return;
    }
    Known last = known;
    String said = last == null ? null : last.pattern().read(event.data());
    if (last != null && said != null) {
      text(last.message(), last.choice(), last.pattern().member(), said, pieces);
      return;
    }
    ObjectNode chunk = EventData.object(event);
    Choices.requireNoError(event, chunk);
    for (Map.Entry<String, JsonNode> member : chunk.properties()) {
      switch (member.getKey()) {
        // What only hides the length of a chunk is no part of the answer.
        case "choices", ChunkPattern.FILLING -> {}
        case "object" -> completion.put("object", "chat.completion");
        default -> EventData.restate(completion, member.getKey(), member.getValue());
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
    known = recognises ? known(event.data(), chunk) : null;
  }

  private @Nullable Known known(String data, ObjectNode chunk) throws BrokenStreamException {
    ChunkPattern pattern = ChunkPattern.of(data, chunk);
    if (pattern == null) {
      return null;
    }
    JsonNode choice = chunk.path("choices").path(0);
    var message = (ObjectNode) choices.of(choice).path("message");
    if (message.path(pattern.member()).isArray()) {
      return null;
    }
    return new Known(pattern, message, Choices.index(choice));
  }

  private ObjectNode head() {
    ObjectNode head = completion.objectNode();
    completion.put("object", "chat.completion");
    for (String name : completion.propertyNames()) {
      if (HEAD.contains(name) || name.equals("object")) {
        head.set(name, completion.path(name));
      }
    }
    return head;
  }

  private ObjectNode choice(int index) {
    ObjectNode made = completion.objectNode().put("index", index);
    made.putObject("message").put("role", "assistant").putNull("content");
    return made.putNull("finish_reason");
  }

  private void choice(JsonNode delta, Consumer<Piece> pieces) throws BrokenStreamException {
    int index = Choices.index(delta);
    ObjectNode choice = choices.of(delta);
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      switch (member.getKey()) {
        case "index" -> {}
        case "message" -> whole(choice, delta, member.getValue());
        case "delta" ->
            message((ObjectNode) choice.path("message"), index, member.getValue(), pieces);
        default -> EventData.merge(choice, member.getKey(), member.getValue());
      }
    }
  }

  /** Some say all so far beside the piece that is new; clients read the piece, and so do we. */
  private static void whole(ObjectNode choice, JsonNode delta, JsonNode message)
      throws BrokenStreamException {
    if (delta.path("delta").isObject() || message.isNull()) {
      return;
    }
    if (!message.isObject()) {
      throw new BrokenStreamException("a message is no object");
    }
    EventData.merge(choice, "message", message);
  }

  private void message(ObjectNode message, int index, JsonNode delta, Consumer<Piece> pieces)
      throws BrokenStreamException {
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      switch (name) {
        case "content", "refusal", "reasoning", "reasoning_content" ->
            text(message, index, name, value, pieces);
        case "tool_calls" -> calls.add(message, value);
        case "function_call" -> calls.call(message, name, value);
        case "audio" -> audio(message, name, value);
        default -> beside(message, name, value);
      }
    }
  }

  private void beside(ObjectNode message, String name, JsonNode value) {
    JsonNode had = message.path(name);
    if (value instanceof ArrayNode more && (had.isArray() || !isSaid(had))) {
      parts.add(had instanceof ArrayNode known ? known : message.putArray(name), more);
    } else {
      EventData.merge(message, name, value);
    }
  }

  private static boolean isSaid(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && !value.asString("?").isEmpty();
  }

  private void text(
      ObjectNode message, int index, String name, JsonNode value, Consumer<Piece> pieces)
      throws BrokenStreamException {
    if (!value.isString()) {
      // Null where there is nothing to say; anything else is judged with the whole answer.
      if (value.isArray() && !value.isEmpty() && texts.holds(message, name)) {
        throw new BrokenStreamException("a text goes on as a list");
      }
      beside(message, name, value);
    } else if (message.path(name) instanceof ArrayNode list) {
      parts.add(list, GrowingParts.text(value.stringValue()));
    } else {
      text(message, index, name, value.stringValue(), pieces);
    }
  }

  private void text(
      ObjectNode message, int index, String name, String more, Consumer<Piece> pieces) {
    if (more.isEmpty()) {
      // Many begin so, also where a list follows.
      if (!isSaid(message.path(name))) {
        message.put(name, more);
      }
      return;
    }
    ChannelKey key = ChatTexts.key(index, name);
    if (texts.append(message, name, more)) {
      pieces.accept(new Piece.Begin(key, message.objectNode()));
    }
    pieces.accept(new Piece.Text(key, more));
  }

  /** Sound and the words spoken in it come in pieces, what else is known of them once. */
  private void audio(ObjectNode message, String name, JsonNode value) {
    if (!(value instanceof ObjectNode delta)) {
      EventData.merge(message, name, value);
      return;
    }
    ObjectNode audio = message.path(name) instanceof ObjectNode had ? had : message.putObject(name);
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      String more = member.getValue().isString() ? member.getValue().stringValue() : null;
      if (more != null && member.getKey().equals("transcript")) {
        boolean ignored = texts.append(audio, "transcript", more);
      } else if (more != null && member.getKey().equals(SOUND)) {
        sounds.computeIfAbsent(audio, _ -> new GrowingAudio()).append(more);
      } else {
        EventData.merge(audio, member.getKey(), member.getValue());
      }
    }
  }

  /** Not every provider says {@code [DONE]}; it is no reason why a choice ended. */
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
    sounds.forEach((audio, sound) -> audio.put(SOUND, sound.joined()));
    calls.show();
    choices.show();
    return completion;
  }
}
