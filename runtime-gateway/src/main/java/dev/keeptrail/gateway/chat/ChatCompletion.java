package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's answer whose shape is checked. One use, one thread. */
public final class ChatCompletion {
  private final ObjectNode body;
  private final BodyTexts texts;

  private ChatCompletion(ObjectNode body) {
    this.body = body;
    this.texts = CompletionTexts.of(body);
  }

  /** The answer, or empty when the bytes are not a chat completion. */
  public static Optional<ChatCompletion> parse(byte[] bytes) {
    try {
      return StrictJson.parse(bytes) instanceof ObjectNode body && hasShape(body)
          ? Optional.of(new ChatCompletion(body))
          : Optional.empty();
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  private static boolean hasShape(ObjectNode body) {
    if (!(body.get("choices") instanceof ArrayNode choices)) {
      return false;
    }
    for (JsonNode choice : choices) {
      if (!(choice.get("message") instanceof ObjectNode)) {
        return false;
      }
    }
    return true;
  }

  public BodyTexts texts() {
    return texts;
  }

  /** The model the provider says it used. */
  public @Nullable String model() {
    JsonNode model = body.get("model");
    return model != null && model.isString() ? model.stringValue() : null;
  }

  public Optional<TokenCount> tokens() {
    return TokenCount.of(body.path("usage"));
  }

  /**
   * Drops log probabilities that would repeat what was masked, or that are not those of the text
   * that was judged.
   *
   * @return whether any were dropped
   */
  public boolean dropLogProbabilities(boolean redacted) {
    boolean dropped = false;
    for (JsonNode choice : (ArrayNode) body.path("choices")) {
      dropped |= LogProbabilities.dropUnjudged((ObjectNode) choice, redacted);
    }
    return dropped;
  }

  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
