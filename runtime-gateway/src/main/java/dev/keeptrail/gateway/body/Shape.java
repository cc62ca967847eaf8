package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the bodies of one protocol look like: what is relied on, and where texts and tools stand.
 * Stateless, thread-safe.
 */
public interface Shape {
  /**
   * Checks what later steps rely on; everything else passes, judged.
   *
   * @throws RefusedException with status 422 and the place
   */
  void check(ObjectNode request) throws RefusedException;

  /**
   * Drops from a request what says its texts once more in a form that is not judged, such as log
   * probabilities of an answer that is sent back.
   *
   * @return whether anything was dropped
   */
  default boolean dropRepeated(ObjectNode request) {
    return false;
  }

  /** The model of a request that names none; empty where it must name one. */
  default Optional<String> usualModel() {
    return Optional.empty();
  }

  /** How many turns of a conversation a request holds. */
  int turns(ObjectNode request);

  /** JSON Pointers of members that say how many tokens each of a request's answers may have. */
  default List<String> answerLimits() {
    return List.of();
  }

  /** JSON Pointers of members that say how many answers a request asks for at once. */
  default List<String> answerCounts() {
    return List.of("/n", "/best_of");
  }

  /** How many texts a request asks to be answered, each by itself. */
  default int prompts(ObjectNode request) {
    return 1;
  }

  /** How many tokens a request holds as numbers, in which nobody can look for texts. */
  default int tokenIds(ObjectNode request) {
    return 0;
  }

  /** Everything a caller wrote, wherever it stands. */
  BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools);

  /**
   * What tools answered, in document order.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  List<Fact> toolResults(ObjectNode request) throws UnreadableToolException;

  /** Whether a body is a whole answer of the protocol. */
  boolean isAnswer(ObjectNode body);

  /**
   * What an answer says of its end. Those of most routes say nothing of it, and are whole unless
   * they tell of an error.
   */
  default AnswerEnd end(ObjectNode answer) {
    return AnswerEnd.of(answer, AnswerEnd.TOLD);
  }

  /** The texts of an answer, in all choices and channels. */
  BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools);

  /**
   * The tool calls that an answer asks for, in document order.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  List<Fact> toolCalls(ObjectNode answer) throws UnreadableToolException;

  /** Tokens as the provider counted them; empty where it did not. */
  Optional<TokenCount> tokens(ObjectNode answer);

  /**
   * Drops what would repeat masked text, or text that was never judged, such as log probabilities.
   *
   * @return whether anything was dropped
   */
  boolean dropUnjudged(ObjectNode answer, boolean redacted);

  /**
   * The parts of an answer in which the originals of pseudonyms may stand again: what is said to
   * the caller, without what has a signature.
   */
  List<ObjectNode> restorable(ObjectNode answer);
}
