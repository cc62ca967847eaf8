package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Words;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what later steps rely on in a chat completion request. Stateless. */
final class ChatChecks {
  private static final int MAX_CHOICES = 128;

  /** Those of the protocol, and what servers of it have beside them. */
  private static final Set<String> PARTS =
      Set.of(
          "text",
          "refusal",
          "image_url",
          "input_audio",
          "file",
          "thinking",
          "reference",
          "document_url",
          "video_url",
          "audio_url");

  private ChatChecks() {}

  static void check(ObjectNode body) throws RefusedException {
    checkChoices(body);
    checkMessages(body.get("messages"));
  }

  private static void checkChoices(ObjectNode body) throws RefusedException {
    JsonNode choices = body.get("n");
    if (choices == null || choices.isNull()) {
      return;
    }
    if (!choices.isInt() || choices.intValue() < 1 || choices.intValue() > MAX_CHOICES) {
      throw Fields.invalid("`n` must be a whole number from 1 to " + MAX_CHOICES, "/n");
    }
  }

  private static void checkMessages(@Nullable JsonNode messages) throws RefusedException {
    if (!(messages instanceof ArrayNode array) || array.isEmpty()) {
      throw Fields.invalid("`messages` must be an array with at least one message", "/messages");
    }
    for (int at = 0; at < array.size(); at++) {
      checkMessage(array.get(at), Pointer.child("/messages", at));
    }
  }

  private static void checkMessage(JsonNode node, String pointer) throws RefusedException {
    if (!(node instanceof ObjectNode message)) {
      throw Fields.invalid("a message must be an object with `role` and `content`", pointer);
    }
    JsonNode role = message.get("role");
    if (role == null || !role.isString() || !Words.REQUEST_ROLES.contains(role.stringValue())) {
      throw Fields.invalid(
          "`role` must be one of `system`, `developer`, `user`, `assistant`, `tool`, `function`",
          pointer + "/role");
    }
    checkContent(message, role.stringValue(), pointer + "/content");
    JsonNode calls = message.get("tool_calls");
    if (calls != null && !calls.isNull() && !calls.isArray()) {
      throw Fields.invalid("`tool_calls` must be an array", pointer + "/tool_calls");
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
      throw Fields.invalid("`content` must be a string or an array of content parts", pointer);
    }
  }

  private static void checkPart(JsonNode part, String pointer) throws RefusedException {
    JsonNode type = part.get("type");
    if (type == null || !type.isString() || !PARTS.contains(type.stringValue())) {
      throw Fields.invalid(
          "a content part needs a `type` out of `text`, `refusal`, `image_url`, `input_audio`,"
              + " `file`, `thinking`, `reference`, `document_url`, `video_url`, `audio_url`",
          pointer + "/type");
    }
    String text = type.stringValue();
    if ((text.equals("text") || text.equals("refusal")) && !part.path(text).isString()) {
      throw Fields.invalid(
          "a part of this type needs a string `" + text + "`", pointer + "/" + text);
    }
  }
}
