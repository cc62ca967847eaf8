package dev.keeptrail.gateway.messages;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.gateway.stream.GrowingTexts;
import dev.keeptrail.gateway.stream.Piece;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the events of a message. Text blocks come as texts, all other blocks when they are
 * complete. Confined to one thread.
 */
final class MessageReader implements AnswerReader {
  private static final String INPUT = "partial_json";

  private final GrowingTexts texts = new GrowingTexts();
  private ObjectNode message = JsonNodeFactory.instance.objectNode();
  private ArrayNode blocks = message.putArray("content");
  private @Nullable ObjectNode open;
  private boolean begun;
  private boolean complete;

  @Override
  public void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode data = EventData.object(event);
    switch (data.path("type").asString("")) {
      case "message_start" -> start(data.path("message"), pieces);
      case "content_block_start" -> open(data, pieces);
      case "content_block_delta" -> delta(data, pieces);
      case "content_block_stop" -> close(data, pieces);
      case "message_delta" -> end(data);
      case "message_stop" -> complete = begun && open == null && saysWhy();
      case "error" -> throw new FailedStreamException(data);
      default -> {
        // A ping, or an event of a later version: nothing of it is passed on.
      }
    }
  }

  private void start(JsonNode started, Consumer<Piece> pieces) throws BrokenStreamException {
    if (begun || !(started instanceof ObjectNode said)) {
      throw new BrokenStreamException("a message begins twice, or as no object");
    }
    begun = true;
    message = said;
    blocks = message.putArray("content");
    pieces.accept(new Piece.Head(message.deepCopy()));
  }

  private void open(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    int index = EventData.position(data.path("index"));
    if (!begun
        || open != null
        || index != blocks.size()
        || !(data.path("content_block") instanceof ObjectNode block)) {
      throw new BrokenStreamException("a block begins out of turn");
    }
    open = block;
    blocks.add(block);
    if (isText(block)) {
      ObjectNode shell = block.deepCopy();
      shell.put("text", "");
      String first = block.path("text").asString("");
      block.put("text", "");
      pieces.accept(new Piece.Begin(key(index), shell));
      text(block, index, first, pieces);
    }
  }

  private static boolean isText(ObjectNode block) {
    return block.path("type").asString("").equals("text");
  }

  private static ChannelKey key(int index) {
    return new ChannelKey(0, Channel.CONTENT, index);
  }

  private void text(ObjectNode block, int index, String more, Consumer<Piece> pieces) {
    if (!more.isEmpty()) {
      boolean ignored = texts.append(block, "text", more);
      pieces.accept(new Piece.Text(key(index), more));
    }
  }

  private ObjectNode opened(ObjectNode data) throws BrokenStreamException {
    ObjectNode block = open;
    if (block == null || EventData.position(data.path("index")) != blocks.size() - 1) {
      throw new BrokenStreamException("an event is of no block that is open");
    }
    return block;
  }

  private void delta(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode block = opened(data);
    JsonNode delta = data.path("delta");
    switch (delta.path("type").asString("")) {
      case "text_delta" -> {
        if (!isText(block)) {
          throw new BrokenStreamException("a text is of no text block");
        }
        text(block, blocks.size() - 1, delta.path("text").asString(""), pieces);
      }
      case "thinking_delta" -> grow(block, "thinking", delta.path("thinking"));
      case "signature_delta" -> grow(block, "signature", delta.path("signature"));
      case "input_json_delta" -> grow(block, INPUT, delta.path(INPUT));
      case "compaction_delta" -> compaction(block, delta);
      case "citations_delta" -> {
        ArrayNode citations =
            block.path("citations") instanceof ArrayNode had ? had : block.putArray("citations");
        citations.add(delta.path("citation"));
      }
      default -> {
        // A delta of a later version: nothing of it is passed on.
      }
    }
  }

  /** A summary of what came before, which takes its place in the caller's next request. */
  private void compaction(ObjectNode block, JsonNode delta) {
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      String name = member.getKey();
      if (name.equals("content") && member.getValue().isString()) {
        grow(block, name, member.getValue());
      } else if (!name.equals("type")) {
        EventData.merge(block, name, member.getValue());
      }
    }
  }

  private void grow(ObjectNode block, String member, JsonNode more) {
    boolean ignored = texts.append(block, member, more.asString(""));
  }

  private void close(ObjectNode data, Consumer<Piece> pieces) throws BrokenStreamException {
    ObjectNode block = opened(data);
    open = null;
    texts.settle(block);
    JsonNode input = block.remove(INPUT);
    if (input != null && !input.asString("").isEmpty()) {
      block.set("input", arguments(input.asString("")));
    }
    int index = blocks.size() - 1;
    pieces.accept(
        isText(block)
            ? new Piece.End(key(index), block.deepCopy())
            : new Piece.Part(index, block.deepCopy()));
  }

  /**
   * What a call passes on. It may end anywhere, because the model had no tokens left, and need not
   * be JSON where the caller asked for it as the model writes it; then it is a text.
   */
  private static JsonNode arguments(String json) {
    try {
      if (StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
        return object;
      }
    } catch (MalformedJsonException _) {
      // Judged as a text, below.
    }
    return StringNode.valueOf(json);
  }

  /** A message that does not say why it ended was cut off. */
  private boolean saysWhy() {
    return !message.path("stop_reason").asString("").isEmpty();
  }

  /** Its delta and what stands beside that are of the message. */
  private void end(ObjectNode data) throws BrokenStreamException {
    if (data.has("content") || data.path("delta").has("content")) {
      throw new BrokenStreamException("a message ends with other content than came");
    }
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      switch (member.getKey()) {
        case "type" -> {}
        case "delta" ->
            member
                .getValue()
                .properties()
                .forEach(said -> message.set(said.getKey(), said.getValue()));
        case "usage" -> EventData.merge(message, "usage", member.getValue());
        default -> message.set(member.getKey(), member.getValue());
      }
    }
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
    return message;
  }
}
