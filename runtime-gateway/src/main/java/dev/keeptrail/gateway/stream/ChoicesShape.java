package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.Parts;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A shape whose answers are a list of choices, as those of OpenAI's two kinds of completions. */
public interface ChoicesShape extends StreamedShape {
  @Override
  default AnswerEnd end(ObjectNode answer) {
    return AnswerEnd.ofChoices(answer);
  }

  @Override
  default boolean endsWithDone() {
    return true;
  }

  @Override
  default void askForStream(ObjectNode body, boolean countsTokens) {
    StreamOptions.ask(body, countsTokens);
  }

  @Override
  default boolean errorIsAnEnd() {
    return false;
  }

  @Override
  default List<StreamEvent> error(ObjectNode refusal, Sent before) {
    return List.of(StreamEvent.of(null, refusal));
  }

  @Override
  default Holding holding(ObjectNode part, boolean ofText) {
    throw new IllegalStateException("the texts of a completion have no parts");
  }

  @Override
  default List<ObjectNode> restorable(ObjectNode answer) {
    return Parts.in(answer.path("choices"), _ -> true);
  }
}
