package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.gateway.stream.GrowingTexts;
import dev.keeptrail.gateway.stream.Piece;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads candidates that come in pieces, each event an answer with more parts. Texts that follow
 * each other are one; parts of another kind come whole. Of several candidates the first is told
 * step by step, and the others with the whole answer. Confined to one thread.
 */
final class ContentsReader implements AnswerReader {
  private final GrowingTexts texts = new GrowingTexts();
  private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
  private final ArrayNode candidates = answer.putArray("candidates");
  private @Nullable ObjectNode open;
  private boolean begun;
  private boolean blocked;

  @Override
  public void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode data = EventData.object(event);
    if (!data.path("error").isMissingNode()) {
      throw new FailedStreamException(data);
    }
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      if (!member.getKey().equals("candidates")) {
        EventData.restate(answer, member.getKey(), member.getValue());
      }
    }
    if (!begun) {
      begun = true;
      pieces.accept(new Piece.Head(head()));
    }
    JsonNode more = list(data.path("candidates"));
    for (int at = 0; at < more.size(); at++) {
      candidate(more.get(at), at, pieces);
    }
    blocked = candidates.isEmpty() && ContentsShape.isEnded(answer);
  }

  /** What has to be a list where it is there. */
  private static JsonNode list(JsonNode node) throws BrokenStreamException {
    if (!node.isMissingNode() && !node.isArray()) {
      throw new BrokenStreamException("candidates or parts are no list");
    }
    return node;
  }

  /** What every event says of the answer as a whole. */
  private ObjectNode head() {
    ObjectNode head = answer.objectNode();
    for (String name : ContentsWriter.HEAD) {
      if (answer.has(name)) {
        head.set(name, answer.path(name));
      }
    }
    return head;
  }

  private void candidate(JsonNode piece, int at, Consumer<Piece> pieces)
      throws BrokenStreamException {
    JsonNode named = piece.path("index");
    // Protocol buffers leave out a zero.
    int index = named.isMissingNode() ? at : EventData.position(named);
    if (!(piece instanceof ObjectNode said)) {
      throw new BrokenStreamException("a candidate is no object");
    }
    for (int next = candidates.size(); next <= index; next++) {
      ObjectNode first = candidates.addObject();
      first.putObject("content").put("role", "model").putArray("parts");
      first.put("index", next);
    }
    var known = (ObjectNode) candidates.get(index);
    JsonNode parts = list(said.path("content").path("parts"));
    for (JsonNode part : parts) {
      if (!(part instanceof ObjectNode object)) {
        throw new BrokenStreamException("a part is no object");
      }
      if (index == 0) {
        add(parts(known), object, pieces);
      } else {
        append(parts(known), object);
      }
    }
    for (Map.Entry<String, JsonNode> member : said.properties()) {
      switch (member.getKey()) {
        case "content", "index" -> {}
        case "citationMetadata" -> EventData.merge(known, member.getKey(), member.getValue());
        default -> EventData.restate(known, member.getKey(), member.getValue());
      }
    }
    if (index == 0 && known.has("finishReason")) {
      close(parts(known), pieces);
    }
  }

  private static ArrayNode parts(ObjectNode candidate) {
    return (ArrayNode) candidate.path("content").path("parts");
  }

  private void add(ArrayNode parts, ObjectNode part, Consumer<Piece> pieces) {
    boolean text = part.path("text").isString();
    boolean plain = text && isPlain(part);
    ObjectNode growing = open;
    if (plain && growing != null && isThought(growing) == isThought(part)) {
      text(growing, parts.size() - 1, part.path("text").stringValue(), pieces);
      return;
    }
    close(parts, pieces);
    int index = parts.size();
    if (!text || (!plain && part.path("text").stringValue().isEmpty())) {
      parts.add(part);
      pieces.accept(new Piece.Part(index, part.deepCopy()));
      return;
    }
    String first = part.path("text").stringValue();
    part.put("text", "");
    parts.add(part);
    open = part;
    pieces.accept(new Piece.Begin(key(part, index), part.deepCopy()));
    text(part, index, first, pieces);
    if (!plain) {
      close(parts, pieces);
    }
  }

  private void text(ObjectNode part, int index, String more, Consumer<Piece> pieces) {
    if (!more.isEmpty()) {
      boolean ignored = texts.append(part, "text", more);
      pieces.accept(new Piece.Text(key(part, index), more));
    }
  }

  private void close(ArrayNode parts, Consumer<Piece> pieces) {
    ObjectNode complete = open;
    if (complete != null) {
      open = null;
      texts.settle(complete);
      pieces.accept(new Piece.End(key(complete, parts.size() - 1), complete.deepCopy()));
    }
  }

  /** Adds a part that nobody is told of yet. */
  private void append(ArrayNode parts, ObjectNode part) {
    JsonNode last = parts.path(parts.size() - 1);
    boolean more =
        isPlain(part)
            && last instanceof ObjectNode before
            && isPlain(before)
            && isThought(before) == isThought(part);
    if (more) {
      boolean ignored = texts.append((ObjectNode) last, "text", part.path("text").stringValue());
    } else {
      parts.add(part);
    }
  }

  /** Whether a part is a text and nothing more, such as one with a signature. */
  static boolean isPlain(ObjectNode part) {
    return part.path("text").isString()
        && part.propertyStream()
            .allMatch(
                member -> member.getKey().equals("text") || member.getKey().equals("thought"));
  }

  private static boolean isThought(ObjectNode part) {
    return part.path("thought").asBoolean(false);
  }

  private static ChannelKey key(ObjectNode part, int index) {
    return new ChannelKey(0, isThought(part) ? Channel.REASONING : Channel.CONTENT, index);
  }

  @Override
  public boolean isComplete() {
    return blocked || (!candidates.isEmpty() && ContentsShape.isEnded(answer));
  }

  /** The protocol has no last event: what counts tokens may come behind the reason of an end. */
  @Override
  public boolean isOver() {
    return false;
  }

  @Override
  public ObjectNode soFar() {
    texts.show();
    return answer;
  }
}
