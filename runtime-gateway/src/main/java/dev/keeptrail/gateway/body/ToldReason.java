package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a provider says that it did not answer, where clients do something about it. One word of a
 * short list; nothing else of what it says is passed on.
 */
public enum ToldReason {
  /** More than the model reads at a time. Agents shorten the conversation and ask again. */
  TOO_LONG(
      Set.of("context_length_exceeded", "exceed_context_size_error"),
      List.of(
          "prompt is too long",
          "input is too long",
          "maximum context length",
          "maximum prompt length",
          "maximum number of tokens",
          "context length exceeded",
          "context limit",
          "context size",
          "context window")),
  /** The provider's own filter. */
  FILTERED(
      Set.of("content_filter", "content_policy_violation", "responsibleaipolicyviolation"),
      List.of()),
  /** Nothing is left to pay with, so waiting does not help. */
  QUOTA(Set.of("insufficient_quota"), List.of());

  /** An error that is longer says what it has to say before. */
  private static final int MAX_MESSAGE = 2_048;

  private static final int MAX_BODY = 65_536;

  private final Set<String> codes;
  private final List<String> phrases;

  ToldReason(Set<String> codes, List<String> phrases) {
    this.codes = codes;
    this.phrases = phrases;
  }

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
    for (ToldReason reason : values()) {
      if (places.stream().anyMatch(reason::isSaid)) {
        return reason;
      }
    }
    return null;
  }

  private boolean isSaid(JsonNode error) {
    return Stream.of(error.path("code"), error.path("type"), error.path("innererror").path("code"))
            .anyMatch(word -> codes.contains(lower(word)))
        || Stream.of(error, error.path("message")).anyMatch(this::isWritten);
  }

  private boolean isWritten(JsonNode text) {
    String message = lower(text);
    return phrases.stream().anyMatch(message::contains);
  }

  private static String lower(JsonNode word) {
    String text = word.isString() ? word.stringValue() : "";
    return text.substring(0, Math.min(text.length(), MAX_MESSAGE)).toLowerCase(Locale.ROOT);
  }
}
