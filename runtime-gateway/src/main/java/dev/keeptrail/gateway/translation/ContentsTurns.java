package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contents of Google's protocol as messages of a chat completion. Calls of functions need no id
 * there; here an answer names its call, so calls without one get one by their place, and answers
 * without one are those of the first call of their name that is still open. One use, one thread.
 */
final class ContentsTurns {
  private static final String SIGNATURE = "thoughtSignature";

  private final ArrayNode messages;
  private final Map<String, Deque<String>> open = new HashMap<>();
  private final StringBuilder texts = new StringBuilder();
  private ArrayNode asked = Json.array();
  private int calls;

  private ContentsTurns(ArrayNode messages) {
    this.messages = messages;
  }

  /** Instructions, each of their parts as a message. */
  static void system(JsonNode system, ArrayNode messages) throws RefusedException {
    Members content = Members.of(system, "/systemInstruction");
    content.take("role");
    JsonNode parts = content.take("parts");
    content.end();
    for (int at = 0; at < parts.size(); at++) {
      Members part = Members.of(parts.get(at), Members.child("/systemInstruction/parts", at));
      messages.addObject().put("role", "system").put("content", text(part));
    }
  }

  static void translate(JsonNode contents, ArrayNode messages) throws RefusedException {
    var turns = new ContentsTurns(messages);
    for (int at = 0; at < contents.size(); at++) {
      Members content = Members.of(contents.get(at), Members.child("/contents", at));
      boolean model = Json.isWord(content.take("role"), "model");
      JsonNode parts = content.take("parts");
      content.end();
      if (!model) {
        turns.endModelsTurn();
        turns.user(parts, content.place("parts"));
      } else if (at == contents.size() - 1) {
        // There, a last word of the model is the beginning of the answer; here it is not.
        throw Untranslatable.at(content.pointer());
      } else {
        turns.model(parts, content.place("parts"));
      }
    }
  }

  private void user(JsonNode parts, String pointer) throws RefusedException {
    ArrayNode said = Json.array();
    for (int at = 0; at < parts.size(); at++) {
      Members part = Members.of(parts.get(at), Members.child(pointer, at));
      JsonNode response = part.take("functionResponse");
      JsonNode data = part.take("inlineData");
      if (!response.isMissingNode()) {
        part.end();
        flush(said);
        said = Json.array();
        messages.add(result(Members.of(response, part.place("functionResponse"))));
      } else if (!data.isMissingNode()) {
        part.end();
        said.add(image(Members.of(data, part.place("inlineData"))));
      } else {
        said.add(Json.text(text(part)));
      }
    }
    flush(said);
  }

  private void flush(ArrayNode parts) {
    if (parts.size() == 1 && parts.path(0).has("text")) {
      messages.addObject().put("role", "user").set("content", parts.path(0).path("text"));
    } else if (!parts.isEmpty()) {
      messages.addObject().put("role", "user").set("content", parts);
    }
  }

  /** The text of a part, of which nothing is left then. */
  private static String text(Members part) throws RefusedException {
    String text = part.text("text");
    part.skip("thought", Json::isFalse);
    // Nobody but who made it can read it.
    part.take(SIGNATURE);
    part.end();
    return text;
  }

  private static ObjectNode image(Members data) throws RefusedException {
    String type = data.text("mimeType");
    if (!type.startsWith("image/")) {
      throw data.untranslatable("mimeType");
    }
    String url = "data:" + type + ";base64," + data.text("data");
    data.take("displayName");
    data.end();
    ObjectNode part = Json.typed("image_url");
    part.putObject("image_url").put("url", url);
    return part;
  }

  private ObjectNode result(Members response) throws RefusedException {
    String name = response.text("name");
    JsonNode id = response.take("id");
    JsonNode said = response.take("response");
    response.end();
    Deque<String> waiting = open.getOrDefault(name, new ArrayDeque<>());
    String call = id.asString("");
    if (call.isEmpty()) {
      if (waiting.isEmpty()) {
        // An answer to nothing, which no chat completion can hold.
        throw response.untranslatable("name");
      }
      call = waiting.remove();
    } else {
      waiting.remove(call);
    }
    ObjectNode message = Json.object().put("role", "tool").put("tool_call_id", call);
    return message.put("content", said.isMissingNode() ? "" : StrictJson.writeText(said));
  }

  /** One more content of the model's turn; its SDKs keep each piece of a stream as one. */
  private void model(JsonNode parts, String pointer) throws RefusedException {
    for (int at = 0; at < parts.size(); at++) {
      Members part = Members.of(parts.get(at), Members.child(pointer, at));
      JsonNode call = part.take("functionCall");
      if (!call.isMissingNode()) {
        part.take(SIGNATURE);
        part.end();
        asked.add(call(Members.of(call, part.place("functionCall"))));
      } else if (!isThought(parts.get(at))) {
        said(text(part), part);
      }
    }
  }

  /** What was thought before an answer is for whoever thought it. */
  private static boolean isThought(JsonNode part) {
    return part.path("thought").asBoolean(false) && part.path("text").isString();
  }

  private void said(String text, Members part) throws RefusedException {
    if (!asked.isEmpty() && !text.isEmpty()) {
      // A text behind a call would change its place.
      throw part.untranslatable("text");
    }
    texts.append(text);
  }

  private void endModelsTurn() {
    if (!texts.isEmpty() || !asked.isEmpty()) {
      ObjectNode message = messages.addObject().put("role", "assistant");
      if (texts.isEmpty()) {
        message.putNull("content");
      } else {
        message.put("content", texts.toString());
      }
      if (!asked.isEmpty()) {
        message.set("tool_calls", asked);
      }
    }
    texts.setLength(0);
    asked = Json.array();
  }

  private ObjectNode call(Members call) throws RefusedException {
    String name = call.text("name");
    JsonNode args = call.take("args");
    String id = call.take("id").asString("");
    call.end();
    if (!args.isMissingNode() && !args.isObject()) {
      throw call.untranslatable("args");
    }
    String named = id.isEmpty() ? "call_" + calls : id;
    calls++;
    open.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(named);
    ObjectNode said = Json.object().put("id", named).put("type", "function");
    said.putObject("function")
        .put("name", name)
        .put("arguments", args.isMissingNode() ? "{}" : StrictJson.writeText(args));
    return said;
  }
}
