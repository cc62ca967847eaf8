package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a chat completion request strictly. What the shape below does not name passes through,
 * because providers add fields faster than gateways learn them; its texts are judged all the same.
 */
public final class ChatRequestReader {
  private static final int MAX_CHOICES = 128;
  private static final Set<String> PARTS =
      Set.of("text", "refusal", "image_url", "input_audio", "file");

  private ChatRequestReader() {}

  public static ChatRequest read(byte[] bytes) throws RefusedException {
    ObjectNode body = object(bytes);
    String model = model(body);
    checkStream(body);
    checkChoices(body);
    checkMessages(body.get("messages"));
    var request = new ChatRequest(body, model);
    if (!request.texts().complete()) {
      throw invalid(
          "the body has more than "
              + TextCollector.MAX_TEXTS
              + " texts or "
              + TextCollector.MAX_UNSCANNED
              + " media parts; send fewer",
          "");
    }
    return request;
  }

  private static ObjectNode object(byte[] bytes) throws RefusedException {
    try {
      if (StrictJson.parse(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (MalformedJsonException malformed) {
      throw new RefusedException(
          Refusal.invalid(
              "malformed_body",
              malformed.problem(),
              malformed.pointer().isEmpty() ? null : Places.hidden(malformed.pointer())));
    }
    throw invalid("the body must be a JSON object with `model` and `messages`", "");
  }

  private static String model(ObjectNode body) throws RefusedException {
    JsonNode model = body.get("model");
    if (model == null || !model.isString() || !Identifiers.isModel(model.stringValue())) {
      throw invalid(
          "`model` must be a string of 1 to 200 letters, digits or `. _ : / @ + -`", "/model");
    }
    // WHY: the name goes into records and to the provider as it is.
    if (!Identifiers.isHarmless(model.stringValue())) {
      throw invalid(
          "`model` looks like personal data or a secret; send the name of a model", "/model");
    }
    return model.stringValue();
  }

  private static void checkStream(ObjectNode body) throws RefusedException {
    JsonNode stream = body.get("stream");
    if (stream == null || stream.isNull() || (stream.isBoolean() && !stream.booleanValue())) {
      return;
    }
    if (stream.isBoolean()) {
      throw new RefusedException(
          Refusal.invalid(
              "streaming_not_supported",
              "`stream` is not served by this version; send `false` or leave it out",
              "/stream"));
    }
    throw invalid("`stream` must be a boolean; send `false` or leave it out", "/stream");
  }

  private static void checkChoices(ObjectNode body) throws RefusedException {
    JsonNode choices = body.get("n");
    if (choices == null || choices.isNull()) {
      return;
    }
    if (!choices.isInt() || choices.intValue() < 1 || choices.intValue() > MAX_CHOICES) {
      throw invalid("`n` must be a whole number from 1 to " + MAX_CHOICES, "/n");
    }
  }

  private static void checkMessages(@Nullable JsonNode messages) throws RefusedException {
    if (!(messages instanceof ArrayNode array) || array.isEmpty()) {
      throw invalid("`messages` must be an array with at least one message", "/messages");
    }
    for (int at = 0; at < array.size(); at++) {
      checkMessage(array.get(at), Pointer.child("/messages", at));
    }
  }

  private static void checkMessage(JsonNode node, String pointer) throws RefusedException {
    if (!(node instanceof ObjectNode message)) {
      throw invalid("a message must be an object with `role` and `content`", pointer);
    }
    JsonNode role = message.get("role");
    if (role == null || !role.isString() || !Words.REQUEST_ROLES.contains(role.stringValue())) {
      throw invalid(
          "`role` must be one of `system`, `developer`, `user`, `assistant`, `tool`, `function`",
          pointer + "/role");
    }
    checkContent(message, role.stringValue(), pointer + "/content");
    JsonNode calls = message.get("tool_calls");
    if (calls != null && !calls.isNull() && !calls.isArray()) {
      throw invalid("`tool_calls` must be an array", pointer + "/tool_calls");
    }
  }

  private static void checkContent(ObjectNode message, String role, String pointer)
      throws RefusedException {
    JsonNode content = message.get("content");
    boolean absent = content == null || content.isNull();
    if (absent && (role.equals("assistant") || role.equals("function"))) {
      return;
    }
    if (content instanceof ArrayNode parts) {
      for (int at = 0; at < parts.size(); at++) {
        checkPart(parts.get(at), Pointer.child(pointer, at));
      }
    } else if (absent || !content.isString()) {
      throw invalid("`content` must be a string or an array of content parts", pointer);
    }
  }

  private static void checkPart(JsonNode part, String pointer) throws RefusedException {
    JsonNode type = part.get("type");
    if (type == null || !type.isString() || !PARTS.contains(type.stringValue())) {
      throw invalid(
          "a content part needs a `type` out of `text`, `refusal`, `image_url`, `input_audio`,"
              + " `file`",
          pointer + "/type");
    }
    String text = type.stringValue();
    if ((text.equals("text") || text.equals("refusal")) && !part.path(text).isString()) {
      throw invalid("a part of this type needs a string `" + text + "`", pointer + "/" + text);
    }
  }

  private static RefusedException invalid(String message, String pointer) {
    return new RefusedException(
        Refusal.invalid("invalid_request", message, pointer.isEmpty() ? null : pointer));
  }
}
