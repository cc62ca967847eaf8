package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool calls of every choice, in document order. */
final class ToolCalls {
  private final ToolFacts facts = new ToolFacts();

  private ToolCalls() {}

  static List<Fact> of(ObjectNode completion) throws UnreadableToolException {
    var calls = new ToolCalls();
    JsonNode choices = completion.path("choices");
    for (int at = 0; at < choices.size(); at++) {
      calls.readMessage(
          choices.path(at).path("message"), Places.child("/choices", at) + "/message");
    }
    return calls.facts.all();
  }

  private void readMessage(JsonNode message, String pointer) throws UnreadableToolException {
    JsonNode calls = message.path("tool_calls");
    if (calls instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        readCall(array.get(at), Places.child(pointer + "/tool_calls", at));
      }
    } else if (!calls.isMissingNode() && !calls.isNull()) {
      throw new UnreadableToolException("the answer's `tool_calls` is no array", pointer);
    }
    JsonNode old = message.path("function_call");
    if (old instanceof ObjectNode call) {
      facts.call(
          MissingNode.getInstance(),
          call.path("name"),
          call.path("arguments"),
          pointer + "/function_call");
    } else if (!old.isMissingNode() && !old.isNull()) {
      throw new UnreadableToolException("the answer's `function_call` is no object", pointer);
    }
  }

  private void readCall(JsonNode call, String pointer) throws UnreadableToolException {
    if (call.path("function") instanceof ObjectNode function && !call.has("custom")) {
      facts.call(call.path("id"), function.path("name"), function.path("arguments"), pointer);
    } else if (call.path("custom") instanceof ObjectNode custom && !call.has("function")) {
      facts.customCall(call.path("id"), custom.path("name"), custom.path("input"), pointer);
    } else {
      throw ToolFacts.unknownCall(pointer);
    }
  }
}
