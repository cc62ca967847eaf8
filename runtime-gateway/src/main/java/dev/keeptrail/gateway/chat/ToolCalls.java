package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool calls that an answer asks for, as facts: those of every choice, in document order.
 * Arguments that are no JSON are left out of the fact, so that a rule can ask for exactly that;
 * their text is a message of the phase all the same.
 */
final class ToolCalls {
  /** Bounds what rules that join calls with each other can cost. */
  static final int MAX = 1_000;

  private static final String WHAT = "a tool call of the answer";

  private final List<Fact> facts = new ArrayList<>();

  private ToolCalls() {}

  static List<Fact> of(ObjectNode completion) throws UnreadableToolException {
    var calls = new ToolCalls();
    JsonNode choices = completion.path("choices");
    for (int at = 0; at < choices.size(); at++) {
      calls.readMessage(
          choices.path(at).path("message"), Places.child("/choices", at) + "/message");
    }
    return List.copyOf(calls.facts);
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
      add(
          null,
          call.path("name"),
          arguments(call, pointer + "/function_call"),
          pointer + "/function_call");
    } else if (!old.isMissingNode() && !old.isNull()) {
      throw new UnreadableToolException("the answer's `function_call` is no object", pointer);
    }
  }

  private void readCall(JsonNode call, String pointer) throws UnreadableToolException {
    if (call.path("function") instanceof ObjectNode function && !call.has("custom")) {
      add(call.path("id"), function.path("name"), arguments(function, pointer), pointer);
    } else if (call.path("custom") instanceof ObjectNode custom && !call.has("function")) {
      JsonNode input = custom.path("input");
      add(call.path("id"), custom.path("name"), JsonValues.of(input, WHAT, pointer), pointer);
    } else {
      throw new UnreadableToolException(WHAT + " is of no kind that the gateway knows", pointer);
    }
  }

  private static @Nullable Value arguments(ObjectNode function, String pointer)
      throws UnreadableToolException {
    JsonNode arguments = function.path("arguments");
    if (!arguments.isString()) {
      // Some providers send the object itself instead of its text.
      return JsonValues.of(arguments, WHAT, pointer);
    }
    String text = arguments.stringValue();
    return text.isBlank()
        ? new Value.Mapping(Map.of())
        : JsonValues.parse(text, WHAT, pointer).orElse(null);
  }

  private void add(@Nullable JsonNode id, JsonNode name, @Nullable Value arguments, String pointer)
      throws UnreadableToolException {
    if (facts.size() == MAX) {
      throw new UnreadableToolException("the answer asks for more than " + MAX + " tool calls", "");
    }
    if (!name.isString()) {
      throw new UnreadableToolException(WHAT + " has no name", pointer);
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    if (id != null && id.isString()) {
      fields.put("id", new Value.Text(id.stringValue()));
    }
    fields.put("name", new Value.Text(name.stringValue()));
    if (arguments != null && !(arguments instanceof Value.Nothing)) {
      fields.put("arguments", arguments);
    }
    fields.put("index", new Value.Decimal(facts.size()));
    facts.add(new Fact(FactType.TOOL_CALL, pointer, fields));
  }
}
