package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.gateway.stream.GrowingTexts;
import dev.keeptrail.gateway.stream.Piece;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of a response. Parts of messages come as texts, all other items when they are
 * complete. Confined to one thread.
 */
final class ResponseReader implements AnswerReader {
  private final GrowingTexts texts = new GrowingTexts();
  private ObjectNode response = JsonNodeFactory.instance.objectNode();
  private ArrayNode items = response.putArray("output");
  private final BitSet endedItems = new BitSet();
  private final Set<ObjectNode> endedParts = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean begun;
  private boolean complete;

  @Override
  public void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException {
    if (EventData.isDone(event)) {
      return;
    }
    ObjectNode data = EventData.object(event);
    switch (data.path("type").asString("")) {
      case "response.created", "response.queued", "response.in_progress" ->
          begin(data.path("response"), pieces);
      case "response.output_item.added" -> item(data);
      case "response.content_part.added" -> part(data, pieces);
      case "response.output_text.delta" -> text(data, Channel.CONTENT, "text", pieces);
      case "response.refusal.delta" -> text(data, Channel.REFUSAL, "refusal", pieces);
      case "response.content_part.done" -> partEnds(data, pieces);
      case "response.output_item.done" -> itemEnds(data, pieces);
      case "response.completed", "response.incomplete" -> end(data.path("response"));
      case "response.failed", "error" -> throw new FailedStreamException(data);
      default -> {
        // Repeats what comes whole, or is of a later version: nothing of it is passed on.
      }
    }
  }

  private void begin(JsonNode started, Consumer<Piece> pieces) throws BrokenStreamException {
    if (begun) {
      return;
    }
    if (!(started instanceof ObjectNode said)) {
      throw new BrokenStreamException("a response begins as no object");
    }
    begun = true;
    response = said;
    items = response.putArray("output");
    pieces.accept(new Piece.Head(response.deepCopy()));
  }

  private void item(ObjectNode data) throws BrokenStreamException {
    if (!begun
        || EventData.position(data.path("output_index")) != items.size()
        || !(data.path("item") instanceof ObjectNode item)) {
      throw new BrokenStreamException("an item begins out of turn");
    }
    items.add(item);
  }

  private ObjectNode itemOf(ObjectNode data) throws BrokenStreamException {
    int index = EventData.position(data.path("output_index"));
    if (items.path(index) instanceof ObjectNode item && !endedItems.get(index)) {
      return item;
    }
    throw new BrokenStreamException("an event is of no item that has begun, or of one that ended");
  }

  private static ArrayNode content(ObjectNode item) {
    return item.path("content") instanceof ArrayNode had ? had : item.putArray("content");
  }

  private void part(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode item = itemOf(data);
    ArrayNode parts = content(item);
    int index = EventData.position(data.path("content_index"));
    if (index != parts.size() || !(data.path("part") instanceof ObjectNode part)) {
      throw new BrokenStreamException("a part begins out of turn");
    }
    parts.add(part);
    if (isText(item, part)) {
      String member = ResponseEvents.member(part);
      String before = part.path(member).asString("");
      part.put(member, "");
      ObjectNode shell = item.deepCopy();
      shell.putArray("content");
      Channel channel = channel(part);
      pieces.accept(new Piece.Begin(key(data, channel), shell));
      grow(part, member, before, key(data, channel), pieces);
    }
  }

  private static boolean isText(ObjectNode item, ObjectNode part) {
    String type = part.path("type").asString("");
    return Items.typeOf(item).equals("message")
        && (type.equals("output_text") || type.equals("refusal"));
  }

  private static Channel channel(ObjectNode part) {
    return ResponseEvents.isRefusal(part) ? Channel.REFUSAL : Channel.CONTENT;
  }

  private static ChannelKey key(ObjectNode data, Channel channel) throws BrokenStreamException {
    return new ChannelKey(
        EventData.position(data.path("output_index")),
        channel,
        EventData.position(data.path("content_index")));
  }

  private ObjectNode partOf(ObjectNode data) throws BrokenStreamException {
    JsonNode parts = itemOf(data).path("content");
    if (parts.path(EventData.position(data.path("content_index"))) instanceof ObjectNode part
        && !endedParts.contains(part)) {
      return part;
    }
    throw new BrokenStreamException("an event is of no part that has begun, or of one that ended");
  }

  private void text(ObjectNode data, Channel channel, String member, Consumer<Piece> pieces)
      throws BrokenStreamException {
    ObjectNode part = partOf(data);
    if (!isText(itemOf(data), part) || channel(part) != channel) {
      throw new BrokenStreamException("a text is of no part that holds one");
    }
    grow(part, member, data.path("delta").asString(""), key(data, channel), pieces);
  }

  private void grow(
      ObjectNode part, String member, String more, ChannelKey key, Consumer<Piece> pieces) {
    if (!more.isEmpty()) {
      boolean ignored = texts.append(part, member, more);
      pieces.accept(new Piece.Text(key, more));
    }
  }

  private void partEnds(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode part = partOf(data);
    texts.settle(part);
    boolean text = isText(itemOf(data), part);
    if (data.path("part") instanceof ObjectNode whole) {
      if (text) {
        checkSame(part, whole);
      }
      // Annotations come with the end.
      part.setAll(whole);
    }
    endedParts.add(part);
    if (text) {
      pieces.accept(new Piece.End(key(data, channel(part)), part.deepCopy()));
    }
  }

  /** What is repeated at the end of a text must be the text that came in pieces. */
  private static void checkSame(ObjectNode part, JsonNode whole) throws BrokenStreamException {
    String member = ResponseEvents.member(part);
    checkBegins(part, whole);
    if (!whole.path(member).equals(part.path(member))) {
      throw otherwise();
    }
  }

  /** A part that has not ended may do so with more than came in pieces. */
  private void checkEnds(ObjectNode part, JsonNode whole) throws BrokenStreamException {
    if (endedParts.contains(part)) {
      checkSame(part, whole);
    } else {
      checkBegins(part, whole);
    }
  }

  /** A text may end with more than came in pieces, never with something else. */
  private static void checkBegins(ObjectNode part, JsonNode whole) throws BrokenStreamException {
    String member = ResponseEvents.member(part);
    if (!whole.path("type").equals(part.path("type"))
        || !whole.path(member).asString("").startsWith(part.path(member).asString(""))) {
      throw otherwise();
    }
  }

  private static BrokenStreamException otherwise() {
    return new BrokenStreamException("a text ends otherwise than it came");
  }

  private void itemEnds(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode item = itemOf(data);
    if (!(data.path("item") instanceof ObjectNode whole)) {
      throw new BrokenStreamException("an item ends as no object");
    }
    JsonNode parts = item.path("content");
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        texts.settle(part);
        if (isText(item, part)) {
          checkEnds(part, whole.path("content").path(at));
        }
      }
    }
    int index = EventData.position(data.path("output_index"));
    items.set(index, whole);
    endedItems.set(index);
    pieces.accept(new Piece.Part(index, whole.deepCopy()));
  }

  private void end(JsonNode ended) throws BrokenStreamException {
    if (!begun || !(ended instanceof ObjectNode whole)) {
      throw new BrokenStreamException("a response ends as no object");
    }
    // What it repeats of the items is what they said in their turn, or else it must not count.
    response = whole;
    response.set("output", items);
    complete = true;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isOver() {
    return complete;
  }

  @Override
  public ObjectNode soFar() {
    texts.show();
    return response;
  }
}
