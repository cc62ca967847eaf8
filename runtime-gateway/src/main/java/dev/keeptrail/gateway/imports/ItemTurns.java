package dev.keeptrail.gateway.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes exchanges in the form of responses of the items of a transcript: each answer with what is
 * new in its request. Calls that the request answers stand in it too, for they name the tools.
 */
final class ItemTurns {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String OUTPUT = "_output";

  /** What of a count is as the API has it; the rest has other names in a transcript. */
  private static final List<String> TOKENS =
      List.of("input_tokens", "output_tokens", "total_tokens");

  /** What Codex writes into an item for itself, and sends to nobody. */
  private static final String OWN = "internal_chat_message_metadata_passthrough";

  private ArrayNode asked = NODES.arrayNode();
  private ArrayNode before = NODES.arrayNode();
  private ArrayNode answer = NODES.arrayNode();
  private @Nullable ObjectNode usage;
  private String place = "";
  private String session = "";
  private String model = "unknown";

  void session(String id) {
    session = id;
  }

  void model(String named) {
    model = named.isEmpty() ? model : named;
  }

  /** What the answer took; a line that says nothing of it changes nothing. */
  void usage(JsonNode told) {
    if (told.isObject() && !answer.isEmpty()) {
      usage = ((ObjectNode) told).deepCopy().retain(TOKENS);
    }
  }

  /**
   * What was said before is summed up, and goes into no further request.
   *
   * @param compacted what goes there in its place, as items or as a text
   */
  void compacted(JsonNode compacted, String at, Consumer<LoggedPair> pairs) {
    close(pairs);
    asked = NODES.arrayNode();
    before = NODES.arrayNode();
    place = at;
    JsonNode items = compacted.path("replacement_history");
    String summary = compacted.path("message").asString("");
    if (items.isArray() && !items.isEmpty()) {
      items.forEach(asked::add);
    } else if (!summary.isEmpty()) {
      asked.addObject().put("role", "user").put("content", summary);
    }
  }

  /** An item of a request or of an answer; anything else is passed over. */
  void item(JsonNode item, String at, Consumer<LoggedPair> pairs) {
    String type = item.path("type").asString("");
    String role = item.path("role").asString("");
    boolean message = type.equals("message") && !role.isEmpty();
    if (type.endsWith(OUTPUT) || (message && !role.equals("assistant"))) {
      close(pairs);
      asked.add(sent(item));
      place = at;
    } else if (message || type.equals("reasoning") || type.endsWith("_call")) {
      place = answer.isEmpty() ? at : place;
      answer.add(sent(item));
    }
  }

  /** An item as it went over the wire. */
  private static JsonNode sent(JsonNode item) {
    return item instanceof ObjectNode object ? object.deepCopy().without(OWN) : item;
  }

  /** Hands on the last exchange, and what nothing was answered to. */
  void end(Consumer<LoggedPair> pairs) {
    close(pairs);
    if (!asked.isEmpty()) {
      pairs.accept(new LoggedPair(id(), "/responses", request(), null, null));
    }
  }

  private void close(Consumer<LoggedPair> pairs) {
    if (answer.isEmpty()) {
      return;
    }
    pairs.accept(
        new LoggedPair(id(), "/responses", request(), new LoggedAnswer.Whole(whole()), null));
    before = answer;
    asked = NODES.arrayNode();
    answer = NODES.arrayNode();
    usage = null;
  }

  private String id() {
    return session.isEmpty() ? place : session + " " + place;
  }

  private ObjectNode request() {
    ObjectNode request = NODES.objectNode();
    request.put("model", model);
    ArrayNode input = request.putArray("input");
    Set<String> answered = new HashSet<>();
    asked.forEach(item -> answered.add(item.path("call_id").asString("")));
    for (JsonNode item : before) {
      String call = item.path("call_id").asString("");
      if (asked.isEmpty() || (!call.isEmpty() && answered.contains(call))) {
        input.add(item);
      }
    }
    input.addAll(asked);
    return request;
  }

  private ObjectNode whole() {
    ObjectNode whole = NODES.objectNode();
    whole.put("object", "response");
    whole.put("status", "completed");
    whole.put("model", model);
    whole.set("output", answer);
    if (usage != null) {
      whole.set("usage", usage);
    }
    return whole;
  }
}
