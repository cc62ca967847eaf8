package dev.keeptrail.cli.demo;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Just as much of the chat completion format as the demo needs. */
final class ChatJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ChatJson() {}

  /** A request with one user message; more than one part makes the content a list. */
  static String request(String model, DemoStep step) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", model);
    ObjectNode message = request.putArray("messages").addObject().put("role", "user");
    if (step.parts().size() == 1) {
      message.put("content", step.parts().getFirst());
    } else {
      var content = message.putArray("content");
      step.parts().forEach(part -> content.addObject().put("type", "text").put("text", part));
    }
    return request.toString();
  }

  /** The text of a completion, or the message of an error. */
  static String answer(String body) {
    JsonNode root = MAPPER.readTree(body);
    JsonNode message = root.at("/choices/0/message/content");
    return message.isMissingNode() ? root.at("/error/message").asString("") : message.asString("");
  }

  /** The text of the only message of a request, shown as {@link DemoStep#sent} shows it. */
  static String sent(String body) {
    JsonNode content = MAPPER.readTree(body).at("/messages/0/content");
    if (!content.isArray()) {
      return content.asString("");
    }
    return content
        .valueStream()
        .map(part -> part.path("text").asString(""))
        .collect(Collectors.joining(DemoStep.BETWEEN_PARTS));
  }
}
