package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's answer whose shape is checked. One use, one thread. */
public final class ModelAnswer {
  private final Shape shape;
  private final ObjectNode body;
  private final ToolCatalogue tools;
  private final BodyTexts texts;
  private final @Nullable String model;

  private ModelAnswer(Shape shape, ObjectNode body, ToolCatalogue tools) {
    this.shape = shape;
    this.body = body;
    this.tools = tools;
    this.model = model(body);
    this.texts = shape.answerTexts(body, tools);
  }

  /**
   * Reads an answer; empty when the bytes are none of this shape.
   *
   * @param tools those on offer in the request
   */
  public static Optional<ModelAnswer> read(Shape shape, byte[] bytes, ToolCatalogue tools) {
    try {
      return StrictJson.parse(bytes) instanceof ObjectNode answer && shape.isAnswer(answer)
          ? Optional.of(new ModelAnswer(shape, answer, tools))
              .filter(read -> read.texts().complete())
          : Optional.empty();
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  /**
   * An answer that was put together from a stream; empty when it is none of this shape.
   *
   * @param tools those on offer in the request
   */
  public static Optional<ModelAnswer> of(Shape shape, ObjectNode tree, ToolCatalogue tools) {
    return shape.isAnswer(tree)
        ? Optional.of(new ModelAnswer(shape, tree, tools)).filter(read -> read.texts().complete())
        : Optional.empty();
  }

  /** What it says of how it ended. */
  public AnswerEnd end() {
    return shape.end(body);
  }

  /** All texts as the provider sent them. */
  public BodyTexts texts() {
    return texts;
  }

  /** All texts as they stand after edits. */
  public BodyTexts editedTexts() {
    return shape.answerTexts(body, tools);
  }

  /**
   * The tool calls that the model asks for, in all choices.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  public List<Fact> toolCalls() throws UnreadableToolException {
    return shape.toolCalls(body);
  }

  /** The texts of these calls' arguments. */
  public BodyTexts textsOf(List<Fact> calls) {
    return texts.ofTools(ModelRequest.pointers(calls));
  }

  /** The model the provider says it used; null when what it says is not fit to be recorded. */
  public @Nullable String model() {
    return model;
  }

  /**
   * The model that an answer names, or the begin of one; null when it is not fit to be recorded.
   */
  public static @Nullable String model(ObjectNode body) {
    JsonNode model = body.has("model") ? body.path("model") : body.path("modelVersion");
    boolean fit =
        model.isString()
            && Identifiers.isModel(model.stringValue())
            && Identifiers.isHarmless(model.stringValue());
    return fit ? model.stringValue() : null;
  }

  public Optional<TokenCount> tokens() {
    return shape.tokens(body);
  }

  /**
   * Drops what would repeat masked text, or text that was never judged.
   *
   * @return whether anything was dropped
   */
  public boolean dropUnjudged(boolean redacted) {
    return shape.dropUnjudged(body, redacted);
  }

  /** The tree itself, as it stands after edits; to be read only. */
  public ObjectNode tree() {
    return body;
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
    shape.restorable(body).forEach(texts::restore);
    return texts.changed();
  }

  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
