package dev.keeptrail.gateway.stream;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer that is a list of choices, whose texts have no parts. */
public interface ChoicesWriter extends AnswerWriter {
  @Override
  default List<StreamEvent> end(ChannelKey key, ObjectNode part) {
    return List.of();
  }

  @Override
  default boolean takes(int index) {
    return false;
  }

  @Override
  default List<StreamEvent> part(int index, ObjectNode part) {
    return List.of();
  }
}
