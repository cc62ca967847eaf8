package dev.keeptrail.conformance.bypass;

import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's stream: the events of an answer, with its texts cut into pieces. */
final class ProviderStream {
  /** The members of deltas whose texts grow. */
  static final Set<String> GROWING =
      Set.of(
          "content",
          "refusal",
          "reasoning",
          "reasoning_content",
          "text",
          "thinking",
          "partial_json",
          "arguments",
          "transcript");

  private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_.]+)\"");

  private ProviderStream() {}

  /** What the provider writes, at a time, for a whole answer. */
  static List<byte[]> of(Tongue tongue, ObjectNode answer, CaseText text, Cut cut) {
    StreamedShape shape = tongue.protocol.streamed().orElseThrow();
    ObjectNode asked = answer.objectNode();
    asked.putObject("stream_options").put("include_usage", true);
    List<String> events = new ArrayList<>();
    for (StreamEvent event : shape.events(answer, asked)) {
      String name = event.name();
      for (ObjectNode data : split(event.data(), text, cut)) {
        events.add(cut.event(name == null ? "" : name, data));
      }
    }
    if (shape.endsWithDone()) {
      events.add(cut.done());
    }
    return cut.segments(events);
  }

  /** The same of events that a case gives itself. */
  static List<byte[]> of(Tongue tongue, JsonNode given, Cut cut) {
    List<String> events = new ArrayList<>();
    for (JsonNode event : given) {
      if (event instanceof ObjectNode data) {
        events.add(cut.event(name(tongue, data.path("type").asString("")), data));
      } else if (event.stringValue().startsWith("{")) {
        events.add(cut.event(name(tongue, type(event.stringValue())), event.stringValue()));
      } else {
        events.add(event.stringValue());
      }
    }
    if (tongue.protocol.streamed().orElseThrow().endsWithDone()) {
      events.add(cut.done());
    }
    return cut.segments(events);
  }

  private static String name(Tongue tongue, String type) {
    return tongue == Tongue.CHAT ? "" : type;
  }

  /** The type of an event that may be no JSON. */
  private static String type(String json) {
    Matcher type = TYPE.matcher(json);
    return type.find() ? type.group(1) : "";
  }

  private static List<ObjectNode> split(ObjectNode event, CaseText text, Cut cut) {
    String type = event.path("type").asString("");
    if (type.endsWith(".delta") && event.path("delta").isString()) {
      return pieces(event, new Growing(event, "delta"), text, cut);
    }
    return longest(event).map(growing -> pieces(event, growing, text, cut)).orElse(List.of(event));
  }

  /** A text that comes in pieces: a member of a delta. */
  private record Growing(ObjectNode delta, String member) {
    String said() {
      return delta.path(member).asString("");
    }
  }

  /** The longest text of an event; the others come whole, beside its first piece. */
  private static Optional<Growing> longest(ObjectNode event) {
    List<JsonNode> deltas = new ArrayList<>();
    deltas.add(event.path("delta"));
    for (JsonNode choice : event.path("choices")) {
      deltas.add(choice.path("delta"));
      choice.path("delta").path("tool_calls").forEach(call -> deltas.add(call.path("function")));
    }
    return deltas.stream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .flatMap(delta -> delta.propertyNames().stream().map(name -> new Growing(delta, name)))
        .filter(growing -> GROWING.contains(growing.member()) && growing.said().length() > 1)
        .max(Comparator.comparingInt(growing -> growing.said().length()));
  }

  /** One event for each piece; what else the first says is said once. */
  private static List<ObjectNode> pieces(
      ObjectNode event, Growing growing, CaseText text, Cut cut) {
    List<ObjectNode> events = new ArrayList<>();
    String whole = growing.said();
    for (String piece : cut.pieces(whole, text)) {
      growing.delta().put(growing.member(), piece);
      events.add(event.deepCopy());
      goOn(event, growing);
    }
    return events;
  }

  /** Leaves out of later chunks what only the first one says. */
  private static void goOn(ObjectNode event, Growing growing) {
    for (JsonNode choice : event.path("choices")) {
      if (choice.path("delta") instanceof ObjectNode delta) {
        delta.retain(growing.member(), "tool_calls");
        if (delta.path("tool_calls") instanceof ArrayNode calls) {
          calls.removeIf(call -> !call.path("function").equals(growing.delta()));
          calls.forEach(call -> ((ObjectNode) call).retain("index", "function"));
          growing.delta().retain(growing.member());
        }
      }
    }
  }
}
