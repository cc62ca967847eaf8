package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.value.ToolName;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes facts of tool calls and tool results. Arguments that are no JSON are left out of the fact,
 * so that a rule can ask for exactly that; their text is a message of the phase all the same.
 */
public final class ToolFacts {
  /** Bounds what rules that join calls or results with each other can cost. */
  public static final int MAX = 1_000;

  private static final String CALL = "a tool call of the answer";
  private static final String RESULT = "a tool result of the request";

  /** Members of a part that say what a tool answered, in the order they are read in. */
  private static final List<String> TEXTS =
      List.of("text", "stdout", "stderr", "content", "output", "resource");

  private final List<Fact> facts = new ArrayList<>();

  /** The facts so far, in the order they were added. */
  public List<Fact> all() {
    return List.copyOf(facts);
  }

  /**
   * Adds a call.
   *
   * @param id anything but a string counts as none
   * @param arguments a string is read as JSON; anything else is taken as it is
   * @throws UnreadableToolException when no rule can be given it
   */
  public void call(JsonNode id, JsonNode name, JsonNode arguments, String pointer)
      throws UnreadableToolException {
    addCall(id, name, arguments(arguments, pointer), pointer);
  }

  /** Adds a call whose input is a text for the tool, not JSON. */
  public void customCall(JsonNode id, JsonNode name, JsonNode input, String pointer)
      throws UnreadableToolException {
    addCall(id, name, JsonValues.of(input, CALL, pointer), pointer);
  }

  /** A call of a kind that is not known here: refused, because its tool would know it. */
  public static UnreadableToolException unknownCall(String pointer) {
    return new UnreadableToolException(CALL + " is of no kind that the gateway knows", pointer);
  }

  private static @Nullable Value arguments(JsonNode arguments, String pointer)
      throws UnreadableToolException {
    if (!arguments.isString()) {
      // Some providers send the object itself instead of its text.
      return JsonValues.of(arguments, CALL, pointer);
    }
    String text = arguments.stringValue();
    return text.isBlank()
        ? new Value.Mapping(Map.of())
        : JsonValues.parse(text, CALL, pointer).orElse(null);
  }

  private void addCall(JsonNode id, JsonNode name, @Nullable Value arguments, String pointer)
      throws UnreadableToolException {
    if (facts.size() == MAX) {
      throw new UnreadableToolException("the answer asks for more than " + MAX + " tool calls", "");
    }
    if (!name.isString() || name.stringValue().isBlank()) {
      throw new UnreadableToolException(CALL + " has no name", pointer);
    }
    if (!ToolNames.isPlain(name.stringValue())) {
      throw new UnreadableToolException(
          CALL + " has a name with invisible, wide or mixed letters", pointer);
    }
    if (ToolName.isBundle(name.stringValue())) {
      throw new UnreadableToolException(CALL + " holds calls of other tools", pointer);
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    if (id.isString()) {
      fields.put("id", new Value.Text(id.stringValue()));
    }
    fields.put("name", new Value.Text(name.stringValue()));
    if (arguments != null && !(arguments instanceof Value.Nothing)) {
      fields.put("arguments", arguments);
    }
    fields.put("index", new Value.Decimal(facts.size()));
    facts.add(new Fact(FactType.TOOL_CALL, pointer, fields));
  }

  /**
   * Adds a result.
   *
   * @param call id of the call it answers; empty for none
   * @param name the tool's; empty where the request does not hold the call
   * @throws UnreadableToolException when no rule can be given it
   */
  public void result(String call, String name, String text, String pointer)
      throws UnreadableToolException {
    if (facts.size() == MAX) {
      throw new UnreadableToolException(
          "the request holds more than " + MAX + " tool results", "/messages");
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    putUnlessEmpty("call", call, fields);
    putUnlessEmpty("name", name, fields);
    fields.put("text", new Value.Text(text));
    JsonValues.parse(text, RESULT, pointer)
        .filter(value -> !(value instanceof Value.Nothing))
        .ifPresent(value -> fields.put("value", value));
    fields.put("index", new Value.Decimal(facts.size()));
    facts.add(new Fact(FactType.TOOL_RESULT, pointer, fields));
  }

  private static void putUnlessEmpty(String name, String value, Map<String, Value> fields) {
    if (!value.isEmpty()) {
      fields.put(name, new Value.Text(value));
    }
  }

  /**
   * The text of a content; parts stand on lines of their own, also those inside of others, as in a
   * document that a tool has fetched.
   */
  public static String textOf(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    List<String> texts = new ArrayList<>();
    gather(content, texts);
    return String.join("\n", texts);
  }

  private static void gather(JsonNode content, List<String> texts) {
    if (content.isArray()) {
      content.forEach(part -> gather(part, texts));
      return;
    }
    for (String name : TEXTS) {
      JsonNode said = content.path(name);
      if (said.isString() && !said.stringValue().isEmpty()) {
        texts.add(said.stringValue());
      } else if (said.isContainer()) {
        gather(said, texts);
      }
    }
    if (content.path("source").path("type").asString("").equals("text")) {
      texts.add(content.path("source").path("data").asString(""));
    }
  }
}
