package dev.keeptrail.gateway.cache;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which answers are worth keeping: those that say everything they had to say. One that was cut
 * short, or in which the model refused, may be another the next time. Bodies that say nothing of
 * how they ended are those of routes where nothing can be cut.
 */
public final class WholeAnswers {
  private static final Set<String> FINISHED =
      Set.of("stop", "tool_calls", "function_call", "end_turn", "stop_sequence", "tool_use");

  /** Members by which requests refer to what is kept elsewhere and changes. */
  private static final List<String> STATEFUL =
      List.of("previous_response_id", "conversation", "container", "background");

  private WholeAnswers() {}

  /** Whether the same request means the same, whenever it is sent. */
  public static boolean isRepeatable(ObjectNode request) {
    return STATEFUL.stream().noneMatch(name -> isSaid(request.path(name)));
  }

  private static boolean isSaid(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.asBoolean());
  }

  /** Whether an answer came to its own end. */
  public static boolean isWhole(ObjectNode answer) {
    if (answer.has("choices")) {
      return answer.path("choices").valueStream().allMatch(WholeAnswers::isWholeChoice);
    }
    if (answer.has("stop_reason")) {
      return FINISHED.contains(answer.path("stop_reason").asString(""));
    }
    if (answer.has("output")) {
      return answer.path("status").asString("").equals("completed")
          && answer.path("output").valueStream().noneMatch(WholeAnswers::refuses);
    }
    return true;
  }

  private static boolean isWholeChoice(JsonNode choice) {
    return FINISHED.contains(choice.path("finish_reason").asString(""))
        && choice.path("message").path("refusal").asString("").isEmpty();
  }

  private static boolean refuses(JsonNode item) {
    return item.path("content")
        .valueStream()
        .anyMatch(part -> part.path("type").asString("").equals("refusal"));
  }
}
