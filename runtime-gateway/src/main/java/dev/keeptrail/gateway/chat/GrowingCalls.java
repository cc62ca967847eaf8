package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.GrowingTexts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of tools that come in pieces, of all messages. Confined to one thread. */
final class GrowingCalls {
  private final GrowingTexts texts;

  /** By message and position, in order; all but the last one of a position are complete. */
  private final IdentityHashMap<ObjectNode, NavigableMap<Integer, List<ObjectNode>>> calls =
      new IdentityHashMap<>();

  /**
   * @param texts puts arguments together
   */
  GrowingCalls(GrowingTexts texts) {
    this.texts = texts;
  }

  /** Adds what a piece says of a message's calls. */
  void add(ObjectNode message, JsonNode deltas) throws BrokenStreamException {
    if (deltas instanceof ObjectNode one) {
      // Some say a single call where the list of them should stand.
      call(message, one);
      return;
    }
    for (JsonNode delta : deltas) {
      call(message, delta);
    }
  }

  private void call(ObjectNode message, JsonNode delta) throws BrokenStreamException {
    NavigableMap<Integer, List<ObjectNode>> known =
        calls.computeIfAbsent(message, _ -> new TreeMap<>());
    List<ObjectNode> there = known.computeIfAbsent(position(delta, known), _ -> new ArrayList<>());
    if (there.isEmpty() || begins(delta, there.getLast())) {
      there.add(message.objectNode());
    }
    grow(there.getLast(), delta);
  }

  /** Where a piece names no position, it goes on with the last call unless it begins one. */
  private static int position(JsonNode delta, NavigableMap<Integer, List<ObjectNode>> known)
      throws BrokenStreamException {
    JsonNode index = delta.path("index");
    if (!index.isMissingNode() && !index.isNull()) {
      return EventData.position(index);
    }
    if (known.isEmpty()) {
      return 0;
    }
    int last = known.lastKey();
    return goesOn(delta, known.lastEntry().getValue().getLast()) ? last : last + 1;
  }

  private static boolean goesOn(JsonNode delta, ObjectNode last) {
    JsonNode id = delta.path("id");
    return AnswerEnd.isSaid(id) ? id.equals(last.path("id")) : !isCalled(delta);
  }

  private static boolean isCalled(JsonNode delta) {
    return isNamed(delta.path("function")) || isNamed(delta.path("custom"));
  }

  /**
   * Whether a piece begins another call, though it names the position of one that is there. Some
   * providers count no further: every call has position 0, an id of its own, and its name.
   */
  private static boolean begins(JsonNode delta, ObjectNode there) {
    JsonNode id = delta.path("id");
    return AnswerEnd.isSaid(id)
        && AnswerEnd.isSaid(there.path("id"))
        && !id.equals(there.path("id"))
        && isCalled(delta);
  }

  private static boolean isNamed(JsonNode called) {
    return AnswerEnd.isSaid(called.path("name"));
  }

  private void grow(ObjectNode call, JsonNode delta) {
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      switch (member.getKey()) {
        case "index" -> {}
        case "function", "custom" -> call(call, member.getKey(), member.getValue());
        default -> EventData.merge(call, member.getKey(), member.getValue());
      }
    }
  }

  /** Name and arguments: what is called stands in the first piece, its arguments in all of them. */
  void call(ObjectNode parent, String name, JsonNode value) {
    if (!(value instanceof ObjectNode delta)) {
      EventData.merge(parent, name, value);
      return;
    }
    ObjectNode call = parent.path(name) instanceof ObjectNode had ? had : parent.putObject(name);
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      boolean grows = member.getKey().equals("arguments") || member.getKey().equals("input");
      if (grows && member.getValue().isString()) {
        boolean ignored = texts.append(call, member.getKey(), member.getValue().stringValue());
      } else {
        EventData.merge(call, member.getKey(), member.getValue());
      }
    }
  }

  /** Writes all calls so far into their messages. */
  void show() {
    calls.forEach((message, known) -> {
      if (!known.isEmpty()) {
        ArrayNode list = message.putArray("tool_calls");
        known.values().forEach(list::addAll);
      }
    });
  }
}
