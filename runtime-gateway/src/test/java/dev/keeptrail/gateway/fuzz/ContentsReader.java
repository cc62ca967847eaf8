package dev.keeptrail.gateway.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the events of Google's protocol. */
final class ContentsReader extends Reader {
  private final ObjectNode answer = Tell.object();
  private final Map<Integer, ObjectNode> candidates = new TreeMap<>();
  private boolean ended;

  @Override
  boolean isError(@Nullable String name, ObjectNode data) {
    return data.path("error").isObject();
  }

  /** A piece that says nothing: some clients show what came before it only when it comes. */
  @Override
  boolean closesError(Told.Said event) {
    ObjectNode data = object(event.data());
    JsonNode parts = data.at("/candidates/0/content/parts");
    return data.size() == 1
        && parts.size() == 1
        && parts.path(0).size() == 1
        && parts.path(0).path("text").asString("-").isEmpty();
  }

  @Override
  boolean isEnded() {
    return ended;
  }

  @Override
  void take(@Nullable String name, ObjectNode event) {
    require(name == null, "an event has no name");
    require(!ended, "something behind the end");
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      if (!member.getKey().equals("candidates")) {
        answer.set(member.getKey(), member.getValue());
      }
    }
    for (JsonNode piece : event.path("candidates")) {
      candidate((ObjectNode) piece);
    }
    ended =
        event.path("promptFeedback").has("blockReason")
            || (!candidates.isEmpty()
                && candidates.values().stream().allMatch(one -> one.has("finishReason")));
  }

  private void candidate(ObjectNode piece) {
    require(piece.path("index").isInt(), "a candidate without an index");
    ObjectNode known =
        candidates.computeIfAbsent(
            piece.path("index").intValue(),
            _ -> {
              ObjectNode first = Tell.object();
              first.putObject("content").put("role", "model").putArray("parts");
              return first;
            });
    require(!known.has("finishReason"), "something behind the end of a candidate");
    // The SDKs take an event without a part for a broken answer, but where there is none at all.
    ArrayNode parts = (ArrayNode) known.path("content").path("parts");
    JsonNode more = piece.path("content").path("parts");
    require(!more.isEmpty() || parts.isEmpty(), "an event without a part");
    more.forEach(part -> add(parts, (ObjectNode) part));
    piece.properties().stream()
        .filter(member -> !member.getKey().equals("content"))
        .forEach(member -> known.set(member.getKey(), member.getValue()));
  }

  private static void add(ArrayNode parts, ObjectNode part) {
    JsonNode last = parts.path(parts.size() - 1);
    if (isText(part) && last instanceof ObjectNode before && grows(before, part)) {
      before.put("text", before.path("text").stringValue() + part.path("text").stringValue());
      part.properties().stream()
          .filter(member -> !member.getKey().equals("text"))
          .forEach(member -> before.set(member.getKey(), member.getValue()));
    } else if (!isText(part) || part.size() > 1 || !part.path("text").stringValue().isEmpty()) {
      parts.add(part);
    }
  }

  private static boolean isText(ObjectNode part) {
    return part.path("text").isString();
  }

  private static boolean grows(ObjectNode before, ObjectNode part) {
    return isText(before)
        && !before.has("thoughtSignature")
        && before.path("thought").equals(part.path("thought"));
  }

  @Override
  ObjectNode soFar() {
    ObjectNode so = answer.deepCopy();
    if (!candidates.isEmpty()) {
      candidates.values().forEach(so.putArray("candidates")::add);
    }
    return so;
  }

  @Override
  ObjectNode answer() {
    require(ended, "no end");
    return soFar();
  }
}
