package dev.keeptrail.gateway.exchange;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the beginning of an answer off a request: some clients send what they have got of a stopped
 * stream along when they ask once more, as the model's own words at the end, each time more of it.
 * Stateless.
 */
final class BegunAnswer {
  /** Where the protocols have their turns; the first that is there. */
  private static final String[] TURNS = {"messages", "input", "contents"};

  private static final Set<String> MODEL = Set.of("assistant", "model");

  /** What says that a turn is more than words. */
  private static final String[] CALLS = {"tool_calls", "function_call"};

  private BegunAnswer() {}

  /** Changes a body of its own; one that has no turn but the model's stays as it is. */
  static void takeOff(ObjectNode body) {
    for (String name : TURNS) {
      if (body.get(name) instanceof ArrayNode turns) {
        int left = turns.size();
        while (left > 0 && isWords(turns.get(left - 1))) {
          left--;
        }
        while (left > 0 && turns.size() > left) {
          turns.remove(turns.size() - 1);
        }
        return;
      }
    }
  }

  private static boolean isWords(JsonNode turn) {
    if (!MODEL.contains(turn.path("role").asString(""))) {
      return false;
    }
    for (String name : CALLS) {
      if (!turn.path(name).isMissingNode() && !turn.path(name).isNull()) {
        return false;
      }
    }
    JsonNode content = turn.has("parts") ? turn.path("parts") : turn.path("content");
    return content.isString()
        || (content.isArray()
            && content.valueStream().allMatch(part -> part.path("text").isString()));
  }
}
