package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.pseudonym.Occurrence;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.engine.redaction.JsonTexts;
import dev.keeptrail.engine.redaction.TextEdits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts originals back into a part of an answer. Texts that are JSON, as the arguments of calls are,
 * stay JSON: the originals go into their strings, keys and numbers. Log probabilities are left to
 * be dropped. One use, one thread.
 */
final class RestoredTexts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Restoration restoration;
  private boolean changed;

  RestoredTexts(Restoration restoration) {
    this.restoration = restoration;
  }

  boolean changed() {
    return changed;
  }

  void restore(ObjectNode part) {
    for (String name : part.propertyNames()) {
      if (!name.equals("logprobs")) {
        part.set(name, restored(part.path(name)));
      }
    }
  }

  /** The node itself, edited, or another in its place. */
  private JsonNode restored(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return members(object);
    }
    if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        array.set(at, restored(array.get(at)));
      }
      return array;
    }
    return node.isString() || node.isIntegralNumber() ? scalar(node) : node;
  }

  private ObjectNode members(ObjectNode object) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
    boolean renamed = false;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      String other = KnownKeys.has(name) ? name : text(name);
      // A name that is there already keeps its value; the pseudonym stays beside it.
      boolean free = !other.equals(name) && !object.has(other);
      renamed |= free;
      members.add(Map.entry(free ? other : name, restored(member.getValue())));
    }
    if (renamed) {
      object.removeAll();
    }
    members.forEach(member -> object.set(member.getKey(), member.getValue()));
    return object;
  }

  private JsonNode scalar(JsonNode node) {
    String before = node.asString();
    String after = text(before);
    if (after.equals(before)) {
      return node;
    }
    return node.isNumber() && TextEdits.isWholeNumber(after)
        ? NODES.numberNode(new BigInteger(after))
        : NODES.stringNode(after);
  }

  private String text(String before) {
    String after = JsonTexts.rewrite(before, this::plain);
    changed |= !after.equals(before);
    return after;
  }

  private String plain(String text) {
    List<Occurrence> found = restoration.in(text);
    if (found.isEmpty()) {
      return text;
    }
    var restored = new StringBuilder(text.length());
    int from = 0;
    for (Occurrence occurrence : found) {
      restored.append(text, from, occurrence.start()).append(occurrence.original());
      from = occurrence.end();
    }
    return restored.append(text, from, text.length()).toString();
  }
}
