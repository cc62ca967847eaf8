package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.ModelRequest;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How many tokens a request lets its answer have. */
final class AnswerTokens {
  private static final List<String> LIMITS =
      List.of("max_completion_tokens", "max_output_tokens", "max_tokens");
  private static final int MOST_CHOICES = 128;

  private AnswerTokens() {}

  /** The tokens of all choices together; empty where the request does not say. */
  static OptionalLong allowed(ModelRequest request) {
    ObjectNode body = request.tree();
    for (String name : LIMITS) {
      JsonNode limit = body.path(name);
      if (limit.isIntegralNumber() && limit.canConvertToInt() && limit.intValue() >= 0) {
        return OptionalLong.of((long) limit.intValue() * choices(body));
      }
    }
    return OptionalLong.empty();
  }

  /** How many answers are asked for at once. */
  static int choices(ObjectNode body) {
    int choices = Math.max(count(body, "n"), count(body, "best_of"));
    return Math.clamp(choices, 1, MOST_CHOICES);
  }

  private static int count(ObjectNode body, String name) {
    JsonNode count = body.path(name);
    return count.isIntegralNumber() && count.canConvertToInt() ? count.intValue() : 1;
  }
}
