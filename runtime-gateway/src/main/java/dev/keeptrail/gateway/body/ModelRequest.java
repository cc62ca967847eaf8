package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request whose shape is checked. Holds the tree that is judged, edited and sent on; owned by one
 * request, used by one thread.
 */
public final class ModelRequest {
  private final Shape shape;
  private final ObjectNode body;
  private final String model;
  private final boolean lessened;
  private final ToolCatalogue tools;
  private final BodyTexts texts;
  private @Nullable ObjectNode original;

  ModelRequest(Shape shape, ObjectNode body, String model) {
    this.shape = shape;
    this.body = body;
    this.model = model;
    this.lessened = shape.dropRepeated(body);
    this.tools = ToolCatalogue.of(body);
    this.texts = shape.requestTexts(body, tools);
  }

  /** The model the caller asked for. */
  public String model() {
    return model;
  }

  /** Whether the caller sent something that does not go on, because it only repeats the texts. */
  public boolean isLessened() {
    return lessened;
  }

  public BodyTexts texts() {
    return texts;
  }

  /** All texts as they stand after edits. */
  public BodyTexts editedTexts() {
    return shape.requestTexts(body, tools);
  }

  /** Keeps the body as it stands now, the first time, so that it can be edited anew. */
  public void keepOriginal() {
    if (original == null) {
      original = body.deepCopy();
    }
  }

  /** Undoes the edits since {@link #keepOriginal}; does nothing where that was never asked for. */
  public void restoreOriginal() {
    if (original != null) {
      body.removeAll();
      body.setAll(original.deepCopy());
    }
  }

  /** The tools on offer. */
  public ToolCatalogue tools() {
    return tools;
  }

  /** JSON Pointers of members that say how many tokens each answer may have. */
  public List<String> answerLimits() {
    return shape.answerLimits();
  }

  /** JSON Pointers of members that say how many answers are asked for at once. */
  public List<String> answerCounts() {
    return shape.answerCounts();
  }

  /** How many texts are to be answered, each by itself. */
  public int prompts() {
    return shape.prompts(body);
  }

  /** How many tokens stand in the body as numbers, beside the texts. */
  public int tokenIds() {
    return shape.tokenIds(body);
  }

  /** How many turns of a conversation there are. */
  public int turns() {
    return shape.turns(body);
  }

  /** Whether the caller wants the answer as a stream of events. */
  public boolean streams() {
    return body.path("stream").asBoolean(false);
  }

  /** The tree itself, as it stands after edits; to be read only. */
  public ObjectNode tree() {
    return body;
  }

  /**
   * What tools answered, as the body says it now, edits included.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  public List<Fact> toolResults() throws UnreadableToolException {
    return shape.toolResults(body);
  }

  /** The texts of these results as the body holds them now. */
  public BodyTexts textsOf(List<Fact> results) {
    return shape.requestTexts(body, tools).ofTools(pointers(results));
  }

  /** Where these facts stand. */
  static Set<String> pointers(List<Fact> facts) {
    return facts.stream().map(Fact::pointer).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The answer to this request, or empty when the bytes are none.
   *
   * @param bytes as the provider sent them
   */
  public Optional<ModelAnswer> answer(byte[] bytes) {
    return ModelAnswer.read(shape, bytes, tools);
  }

  /** The answer to this request that came as a stream, or empty when it is none. */
  public Optional<ModelAnswer> answer(ObjectNode tree) {
    return ModelAnswer.of(shape, tree, tools);
  }

  /**
   * What goes to a provider, under the model name it is to be asked for: a body of its own, whose
   * members are those of the request. How the answer is asked for is not the caller's to say;
   * whoever asks for a stream adds it.
   */
  public ObjectNode upstream(String upstreamModel) {
    return upstream(body, upstreamModel);
  }

  private static ObjectNode upstream(ObjectNode from, String upstreamModel) {
    ObjectNode sent = from.objectNode();
    sent.setAll(from);
    if (sent.remove("stream") != null) {
      sent.remove("stream_options");
    }
    sent.put("model", upstreamModel);
    return sent;
  }

  /** The canonical form of {@link #upstream}. */
  public byte[] upstreamBody(String upstreamModel) {
    return StrictJson.write(upstream(upstreamModel));
  }

  /** What somebody is sent who is to have it judged and edited anew. */
  public byte[] bodyToJudge(String upstreamModel) {
    return StrictJson.write(upstream(original == null ? body : original, upstreamModel));
  }
}
