package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.ModelRequest;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How many tokens a request lets its answer have. */
final class AnswerTokens {
  private static final int MOST_CHOICES = 128;

  private AnswerTokens() {}

  /**
   * The tokens of all choices together; empty where the request does not say so that everybody
   * understands it. Of several limits the highest counts, because which one a provider goes by is
   * not known here.
   */
  static OptionalLong allowed(ModelRequest request) {
    long most = -1;
    for (String place : request.answerLimits()) {
      JsonNode limit = request.tree().at(place);
      if (limit.isMissingNode() || limit.isNull()) {
        continue;
      }
      if (!limit.isIntegralNumber() || !limit.canConvertToInt() || limit.intValue() < 0) {
        return OptionalLong.empty();
      }
      most = Math.max(most, limit.intValue());
    }
    return most < 0 ? OptionalLong.empty() : OptionalLong.of(most * choices(request));
  }

  /** How many answers are asked for at once, to all prompts together. */
  static int choices(ModelRequest request) {
    ObjectNode body = request.tree();
    int choices =
        request.answerCounts().stream().mapToInt(place -> count(body, place)).max().orElse(1);
    return Math.clamp(choices, 1, MOST_CHOICES) * request.prompts();
  }

  private static int count(ObjectNode body, String place) {
    JsonNode count = body.at(place);
    if (count.isMissingNode() || count.isNull()) {
      return 1;
    }
    // WHY: some providers read "7" and 7.0 as well.
    return count.isIntegralNumber() && count.canConvertToInt() ? count.intValue() : MOST_CHOICES;
  }
}
