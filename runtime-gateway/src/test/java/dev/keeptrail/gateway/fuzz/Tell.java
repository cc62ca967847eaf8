package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.gateway.json.StrictJson;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small makings that tellers of all protocols need. */
final class Tell {
  private Tell() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  static Said data(ObjectNode data) {
    return new Said(null, StrictJson.writeText(data));
  }

  /** An event with its type as its name. */
  static Said named(ObjectNode data) {
    return new Said(data.path("type").stringValue(), StrictJson.writeText(data));
  }

  static Said done() {
    return new Said(null, "[DONE]");
  }
}
