package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's answer whose shape is checked. One use, one thread. */
public final class ChatCompletion {
  private final ObjectNode body;
  private final ToolCatalogue tools;
  private final BodyTexts texts;
  private final @Nullable String model;

  private ChatCompletion(ObjectNode body, ToolCatalogue tools) {
    this.body = body;
    this.tools = tools;
    this.model = model(body);
    this.texts = CompletionTexts.of(body, tools);
  }

  /**
   * The answer, or empty when the bytes are not a chat completion.
   *
   * @param tools those on offer in the request
   */
  public static Optional<ChatCompletion> parse(byte[] bytes, ToolCatalogue tools) {
    try {
      return StrictJson.parse(bytes) instanceof ObjectNode body && hasShape(body)
          ? Optional.of(new ChatCompletion(body, tools)).filter(read -> read.texts().complete())
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

  /** All texts as the provider sent them. */
  public BodyTexts texts() {
    return texts;
  }

  /** All texts as they stand after edits. */
  public BodyTexts editedTexts() {
    return CompletionTexts.of(body, tools);
  }

  /**
   * The tool calls that the model asks for, in all choices.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  public List<Fact> toolCalls() throws UnreadableToolException {
    return ToolCalls.of(body);
  }

  /** The texts of these calls' arguments. */
  public BodyTexts textsOf(List<Fact> calls) {
    return texts.ofTools(ChatRequest.pointers(calls));
  }

  /** The model the provider says it used; null when what it says is not fit to be recorded. */
  public @Nullable String model() {
    return model;
  }

  private static @Nullable String model(ObjectNode body) {
    JsonNode model = body.path("model");
    boolean fit =
        model.isString()
            && Identifiers.isModel(model.stringValue())
            && Identifiers.isHarmless(model.stringValue());
    return fit ? model.stringValue() : null;
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

  /**
   * Puts the originals of pseudonyms back, in all choices and channels. The last step: what is said
   * then is for the caller alone.
   *
   * @return whether anything was put back
   */
  public boolean restore(Restoration restoration) {
    if (restoration.isEmpty()) {
      return false;
    }
    var texts = new RestoredTexts(restoration);
    for (JsonNode choice : (ArrayNode) body.path("choices")) {
      texts.restore((ObjectNode) choice);
    }
    return texts.changed();
  }

  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
