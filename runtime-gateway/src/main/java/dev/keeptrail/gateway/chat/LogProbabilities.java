package dev.keeptrail.gateway.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Token lists repeat the text token by token and byte by byte. They pass only where nothing was
 * masked and where, put together, they are the very text that was judged.
 */
final class LogProbabilities {
  private static final byte[] NEVER_IN_TEXT = {(byte) 0xFF};

  private LogProbabilities() {}

  static boolean dropUnjudged(ObjectNode choice, boolean redacted) {
    JsonNode value = choice.path("logprobs");
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    JsonNode message = choice.path("message");
    boolean judged =
        !redacted
            && value.isObject()
            && repeats(value.path("content"), message.path("content"))
            && repeats(value.path("refusal"), message.path("refusal"));
    if (!judged) {
      choice.putNull("logprobs");
    }
    return !judged;
  }

  private static boolean repeats(JsonNode tokens, JsonNode text) {
    if (tokens.isMissingNode() || tokens.isNull()) {
      return true;
    }
    if (!tokens.isArray() || !text.isString()) {
      return false;
    }
    byte[] wanted = text.stringValue().getBytes(StandardCharsets.UTF_8);
    var joined = new ByteArrayOutputStream(wanted.length);
    for (JsonNode token : tokens) {
      joined.writeBytes(bytes(token));
    }
    return Arrays.equals(wanted, joined.toByteArray());
  }

  private static byte[] bytes(JsonNode entry) {
    byte[] token = entry.path("token").asString("").getBytes(StandardCharsets.UTF_8);
    JsonNode values = entry.path("bytes");
    if (!values.isArray()) {
      return token;
    }
    byte[] bytes = new byte[values.size()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) values.get(at).asInt(0);
    }
    // A token of half a character is written with escapes; a whole one must agree with its bytes.
    boolean whole = !new String(bytes, StandardCharsets.UTF_8).contains("\uFFFD");
    return whole && !Arrays.equals(bytes, token) ? NEVER_IN_TEXT : bytes;
  }
}
