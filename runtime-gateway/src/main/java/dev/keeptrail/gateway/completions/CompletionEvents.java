package dev.keeptrail.gateway.completions;

import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a text completion as chunks, one for each choice. Stateless. */
final class CompletionEvents {
  private CompletionEvents() {}

  static List<StreamEvent> of(ObjectNode completion, ObjectNode request) {
    List<StreamEvent> events = new ArrayList<>();
    for (JsonNode choice : completion.path("choices")) {
      ObjectNode chunk = beside(completion);
      chunk.putArray("choices").add(choice);
      events.add(StreamEvent.of(null, chunk));
    }
    if (StreamOptions.wantsUsage(request)) {
      ObjectNode last = beside(completion);
      last.putArray("choices");
      last.set(
          "usage",
          completion.path("usage").isObject() ? completion.path("usage") : last.nullNode());
      events.add(StreamEvent.of(null, last));
    }
    return events;
  }

  private static ObjectNode beside(ObjectNode completion) {
    ObjectNode chunk = completion.objectNode();
    for (String name : completion.propertyNames()) {
      if (!name.equals("choices") && !name.equals("usage")) {
        chunk.set(name, completion.path(name));
      }
    }
    return chunk;
  }
}
