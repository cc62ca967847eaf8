package dev.keeptrail.gateway.fuzz;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests in Google's protocol, most of which the other protocols can say. One use. */
final class ContentsConversations {
  private static final String SIGNATURE = "c2lnbmF0dXJlAAECAwQFBgcICQoLDA0ODxAREhM=";

  private final Dice dice;
  private final Phrases phrases;
  private int calls;

  ContentsConversations(Dice dice) {
    this.dice = dice;
    this.phrases = new Phrases(dice);
  }

  ObjectNode request() {
    ObjectNode asked = Tell.object();
    if (dice.coin()) {
      texts(asked.putObject("systemInstruction").putArray("parts"));
    }
    ArrayNode contents = asked.putArray("contents");
    for (int at = dice.below(4); at > 0; at--) {
      turn(contents);
    }
    user(contents);
    settings(asked);
    tools(asked);
    if (dice.once(8)) {
      asked.put("cachedContent", "cachedContents/c");
    }
    return asked;
  }

  private void texts(ArrayNode parts) {
    for (int at = 1 + dice.below(2); at > 0; at--) {
      parts.addObject().put("text", phrases.words());
    }
  }

  private void user(ArrayNode contents) {
    ArrayNode parts = contents.addObject().put("role", "user").putArray("parts");
    texts(parts);
    if (dice.once(4)) {
      ObjectNode data = parts.addObject().putObject("inlineData");
      data.put("mimeType", dice.of("image/png", "audio/wav")).put("data", "QUJD");
    }
  }

  private void turn(ArrayNode contents) {
    user(contents);
    ArrayNode said = contents.addObject().put("role", "model").putArray("parts");
    if (dice.once(3)) {
      said.addObject().put("text", phrases.words()).put("thought", true);
    }
    boolean speaks = dice.coin();
    if (speaks) {
      texts(said);
    }
    if (speaks && dice.coin()) {
      return;
    }
    ArrayNode results = contents.addObject().put("role", "user").putArray("parts");
    for (int left = 1 + dice.below(3); left > 0; left--) {
      String id = "call_" + calls++;
      ObjectNode part = said.addObject();
      ObjectNode call = part.putObject("functionCall").put("id", id).put("name", phrases.name());
      call.set("args", phrases.object(2));
      if (dice.coin()) {
        part.put("thoughtSignature", SIGNATURE);
      }
      ObjectNode result = results.addObject().putObject("functionResponse").put("id", id);
      result.put("name", call.path("name").stringValue()).set("response", phrases.object(2));
    }
    if (dice.coin()) {
      texts(results);
    }
    texts(contents.addObject().put("role", "model").putArray("parts"));
  }

  private void settings(ObjectNode asked) {
    ObjectNode settings = asked.putObject("generationConfig");
    if (dice.coin()) {
      settings.put("temperature", dice.of(0.0, 0.5, 1.0, 1.5));
    }
    if (dice.coin()) {
      settings.put("topP", 0.9);
    }
    if (dice.coin()) {
      settings.put("maxOutputTokens", 1 + dice.below(900));
    }
    if (dice.coin()) {
      settings.put("topK", dice.of(40, 64, 7));
    }
    if (dice.coin()) {
      settings.putObject("thinkingConfig").put("includeThoughts", true);
    }
    if (dice.coin()) {
      ArrayNode stops = settings.putArray("stopSequences");
      for (int at = 1 + dice.below(dice.once(6) ? 5 : 4); at > 0; at--) {
        stops.add("END" + at);
      }
    }
  }

  private void tools(ObjectNode asked) {
    if (dice.coin()) {
      return;
    }
    ObjectNode tool = asked.putArray("tools").addObject();
    ArrayNode declared = tool.putArray("functionDeclarations");
    for (int at = 1 + dice.below(2); at > 0; at--) {
      ObjectNode function = declared.addObject().put("name", "tool_" + at);
      if (dice.coin()) {
        function.put("description", phrases.words());
      }
      if (!dice.once(4)) {
        function.set(dice.of("parameters", "parametersJsonSchema"), schema());
      }
      if (dice.once(4)) {
        function.putObject("response").put("type", "STRING");
      }
    }
    if (dice.once(9)) {
      tool.putObject("googleSearch");
    }
    if (dice.coin()) {
      ObjectNode choice = asked.putObject("toolConfig").putObject("functionCallingConfig");
      choice.put("mode", dice.of("AUTO", "NONE", "ANY", "VALIDATED"));
      if (choice.path("mode").stringValue().equals("ANY") && dice.coin()) {
        choice.putArray("allowedFunctionNames").add("tool_1");
      }
    }
  }

  private ObjectNode schema() {
    ObjectNode schema = Tell.typed("object");
    ObjectNode to = schema.putObject("properties").putObject("to");
    to.put("type", "string").put("description", phrases.text());
    schema.putArray("required").add("to");
    return schema;
  }
}
