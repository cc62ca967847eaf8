package dev.keeptrail.gateway.opinion;

import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came back from a judge.
 *
 * @param rationale in the judge's words; null where it gives none
 * @param model as the judge's provider names it; null where it does not
 */
record JudgeReply(Opinion opinion, @Nullable String rationale, @Nullable String model) {
  private static final Set<String> MEMBERS = Set.of("verdict", "rationale");

  /** A judge that says nothing. */
  static JudgeReply none(Opinion why) {
    return new JudgeReply(why, null, null);
  }

  /** Reads a chat completion. What is not exactly what was asked for is no opinion. */
  static JudgeReply read(byte[] body) {
    try {
      JsonNode completion = StrictJson.parse(body);
      JsonNode choices = completion.path("choices");
      JsonNode choice = choices.path(0);
      JsonNode said = choice.path("message").path("content");
      boolean whole = "stop".equals(choice.path("finish_reason").asString(""));
      if (choices.size() != 1 || !whole || !said.isString()) {
        return none(Opinion.UNREADABLE);
      }
      String model =
          completion.path("model").isString() ? completion.path("model").asString() : null;
      return read(
          StrictJson.parse(said.asString().strip().getBytes(StandardCharsets.UTF_8)), model);
    } catch (MalformedJsonException _) {
      return none(Opinion.UNREADABLE);
    }
  }

  private static JudgeReply read(JsonNode opinion, @Nullable String model) {
    JsonNode rationale = opinion.path("rationale");
    boolean formed =
        opinion.isObject()
            && MEMBERS.containsAll(opinion.propertyNames())
            && (rationale.isMissingNode() || rationale.isString())
            && opinion.path("verdict").isString();
    if (!formed) {
      return none(Opinion.UNREADABLE);
    }
    String why = rationale.isString() ? rationale.asString() : null;
    return switch (opinion.path("verdict").asString()) {
      case "pass" -> new JudgeReply(Opinion.PASSED, why, model);
      case "reject" -> new JudgeReply(Opinion.REJECTED, why, model);
      default -> none(Opinion.UNREADABLE);
    };
  }
}
