package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a provider says that it did not answer, where clients do something about it. One word of a
 * short list; nothing else of what it says is passed on.
 */
public enum ToldReason {
  /** More than the model reads at a time. Agents shorten the conversation and ask again. */
  TOO_LONG,
  /** The provider's own filter. */
  FILTERED,
  /** Nothing is left to pay with, so waiting does not help. */
  QUOTA;

  private static final Map<String, ToldReason> CODES =
      Map.of(
          "context_length_exceeded", TOO_LONG,
          "exceed_context_size_error", TOO_LONG,
          "content_filter", FILTERED,
          "content_policy_violation", FILTERED,
          "responsibleaipolicyviolation", FILTERED,
          "insufficient_quota", QUOTA);

  /** How servers without a code say that a request is too long. */
  private static final List<String> LENGTH =
      List.of(
          "prompt is too long",
          "input is too long",
          "maximum context length",
          "maximum prompt length",
          "maximum number of tokens",
          "context length exceeded",
          "context limit",
          "context size",
          "context window");

  /** An error that is longer says what it has to say before. */
  private static final int MAX_MESSAGE = 2_048;

  private static final int MAX_BODY = 65_536;

  /** The reason that the body of an error names; null where it is none of these. */
  public static @Nullable ToldReason of(byte[] body) {
    if (body.length == 0 || body.length > MAX_BODY) {
      return null;
    }
    try {
      return of(StrictJson.parse(body));
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  /** The reason that an error names, wherever its protocol has it. */
  public static @Nullable ToldReason of(JsonNode said) {
    JsonNode body = said.isArray() ? said.path(0) : said;
    List<JsonNode> places =
        Stream.of(body.path("error"), body.path("response").path("error"), body)
            .filter(place -> !place.isMissingNode() && !place.isNull())
            .toList();
    return places.stream()
        .map(ToldReason::coded)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> places.stream().anyMatch(ToldReason::saysLength) ? TOO_LONG : null);
  }

  private static @Nullable ToldReason coded(JsonNode error) {
    return Stream.of(error.path("code"), error.path("type"), error.path("innererror").path("code"))
        .map(word -> CODES.get(lower(word)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean saysLength(JsonNode error) {
    return Stream.of(error, error.path("message"))
        .map(ToldReason::lower)
        .anyMatch(message -> LENGTH.stream().anyMatch(message::contains));
  }

  private static String lower(JsonNode word) {
    String text = word.isString() ? word.stringValue() : "";
    return text.substring(0, Math.min(text.length(), MAX_MESSAGE)).toLowerCase(Locale.ROOT);
  }
}
