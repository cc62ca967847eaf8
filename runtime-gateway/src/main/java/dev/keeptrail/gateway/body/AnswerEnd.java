package dev.keeptrail.gateway.body;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an answer in one piece says of how it ended. */
public enum AnswerEnd {
  /** It came to an end, its own or one that was set to it. */
  TOLD,
  /** It does not say why it ended, so it is not known to be whole. */
  UNTOLD,
  /** The provider says that it failed. */
  FAILED;

  /** What events call an answer that says that the provider failed. */
  public static final String FAILED_WORD = "error_answer";

  /** The end of a body whose only word of it is an error; {@code otherwise} where there is none. */
  public static AnswerEnd of(JsonNode body, AnswerEnd otherwise) {
    return isError(body) ? FAILED : otherwise;
  }

  /**
   * The end of a body of choices: it needs one, and each says why it ended.
   *
   * @param body of a protocol with {@code choices}
   */
  public static AnswerEnd ofChoices(ObjectNode body) {
    JsonNode choices = body.path("choices");
    if (isError(body) || choices.valueStream().anyMatch(AnswerEnd::hasFailed)) {
      return FAILED;
    }
    boolean told =
        !choices.isEmpty()
            && choices.valueStream().allMatch(choice -> isSaid(choice.path("finish_reason")));
    return told ? TOLD : UNTOLD;
  }

  /** Whether there is a word that is not empty. */
  public static boolean isSaid(JsonNode word) {
    return !word.asString("").isEmpty();
  }

  /** Whether a body says that it is an error, as a member or altogether. */
  public static boolean isError(JsonNode body) {
    return hasError(body) || body.path("object").asString("").equals("error");
  }

  private static boolean hasFailed(JsonNode choice) {
    return hasError(choice) || choice.path("finish_reason").asString("").equals("error");
  }

  private static boolean hasError(JsonNode said) {
    JsonNode error = said.path("error");
    return !error.isMissingNode() && !error.isNull();
  }
}
