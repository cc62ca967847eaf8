package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What readers of all protocols need of an event's data. Stateless. */
public final class EventData {
  /** More positions than any answer has; bounds what a stream can make us hold. */
  private static final int MAX_POSITION = 1_000;

  private EventData() {}

  /** Whether the data says that nothing follows; the official clients look at its beginning too. */
  public static boolean isDone(SseEvent event) {
    return event.data().startsWith("[DONE]");
  }

  /**
   * The object that the data is.
   *
   * @throws BrokenStreamException when it is none
   */
  public static ObjectNode object(SseEvent event) throws BrokenStreamException {
    try {
      if (StrictJson.parse(event.data().getBytes(StandardCharsets.UTF_8))
          instanceof ObjectNode object) {
        return object;
      }
    } catch (MalformedJsonException _) {
      // Said below, without a word of the stream.
    }
    throw new BrokenStreamException("an event's data is no JSON object");
  }

  /**
   * A position that an event names.
   *
   * @throws BrokenStreamException when it is no number, or beyond what is accepted
   */
  public static int position(JsonNode number) throws BrokenStreamException {
    if (!number.isInt() || number.intValue() < 0 || number.intValue() >= MAX_POSITION) {
      throw new BrokenStreamException("an event names no position");
    }
    return number.intValue();
  }

  /**
   * Adds what a delta says to what is known: objects member by member, lists at their end, anything
   * else in place of what was there. Nothing, be it an empty text, takes the place of something:
   * some providers repeat all members in each piece and fill the first one only.
   */
  public static void merge(ObjectNode known, String name, JsonNode more) {
    JsonNode had = known.path(name);
    if (had instanceof ObjectNode object && more instanceof ObjectNode members) {
      members.properties().forEach(member -> merge(object, member.getKey(), member.getValue()));
    } else if (had instanceof ArrayNode list && more instanceof ArrayNode elements) {
      list.addAll(elements);
    } else if (had.isMissingNode() || !isNothing(more)) {
      known.set(name, more);
    }
  }

  /**
   * Says anew what stands beside the choices: each chunk says all of it. Lists take the place of
   * those before, which they repeat.
   */
  public static void restate(ObjectNode known, String name, JsonNode more) {
    JsonNode had = known.path(name);
    if (had instanceof ObjectNode object && more instanceof ObjectNode members) {
      members.properties().forEach(member -> restate(object, member.getKey(), member.getValue()));
    } else if (had.isMissingNode() || !isNothing(more)) {
      known.set(name, more);
    }
  }

  private static boolean isNothing(JsonNode more) {
    return more.isNull() || (more.isString() && more.stringValue().isEmpty());
  }
}
