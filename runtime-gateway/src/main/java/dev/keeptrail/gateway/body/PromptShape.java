package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A shape of requests that are one prompt: no conversation, no tools. */
public interface PromptShape extends Shape {
  @Override
  default int turns(ObjectNode request) {
    return 1;
  }

  @Override
  default List<Fact> toolResults(ObjectNode request) {
    return List.of();
  }

  @Override
  default List<Fact> toolCalls(ObjectNode answer) {
    return List.of();
  }
}
