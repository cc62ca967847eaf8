package dev.keeptrail.gateway.body;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Why an answer ended, one word for each choice, in its protocol's words. */
public final class FinishReasons {
  private static final int MAX_CHOICES = 128;

  private FinishReasons() {}

  /** Words only, and no more than a request may ask for; nothing of what the model said. */
  public static List<String> of(ObjectNode answer) {
    return said(answer)
        .map(word -> word.asString(""))
        .filter(Identifiers::isToken)
        .limit(MAX_CHOICES)
        .toList();
  }

  private static Stream<JsonNode> said(ObjectNode answer) {
    if (answer.path("choices").isArray()) {
      return answer.path("choices").valueStream().map(choice -> choice.path("finish_reason"));
    }
    JsonNode cut = answer.path("incomplete_details").path("reason");
    return Stream.of(answer.path("stop_reason"), cut.isMissingNode() ? answer.path("status") : cut)
        .filter(AnswerEnd::isSaid)
        .limit(1);
  }
}
