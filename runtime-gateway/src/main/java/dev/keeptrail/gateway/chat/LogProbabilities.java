package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.body.Identifiers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Token lists repeat the text token by token and byte by byte. They pass only where nothing was
 * masked and where, put together, they are the very text that was judged.
 */
final class LogProbabilities {
  private static final byte[] NEVER_IN_TEXT = {(byte) 0xFF};
  private static final Set<String> LISTS = Set.of("content", "refusal");
  private static final Set<String> MEMBERS = Set.of("token", "logprob", "bytes", "top_logprobs");
  private static final int MAX_ALTERNATIVE = 64;

  /** The bytes of a token that ends or begins inside of a character. */
  private static final int MAX_CUT = 8;

  /** Shorter than anything that would be personal data or a secret. */
  private static final int MIN_TEXT = 6;

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
            && LISTS.containsAll(value.propertyNames())
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
      if (!hasShape(token, true)) {
        return false;
      }
      joined.writeBytes(bytes(token));
    }
    return Arrays.equals(wanted, joined.toByteArray());
  }

  /** Nothing but a token and its numbers; nor can tokens that were not written hold a text. */
  private static boolean hasShape(JsonNode entry, boolean outer) {
    boolean shaped =
        entry.isObject()
            && MEMBERS.containsAll(entry.propertyNames())
            && entry.path("token").isString()
            && isNumber(entry.path("logprob"))
            && isAll(entry.path("bytes"), LogProbabilities::isByte)
            && (outer || isHarmless(entry));
    JsonNode others = entry.path("top_logprobs");
    return shaped && (outer ? isAll(others, one -> hasShape(one, false)) : others.isMissingNode());
  }

  /** A token that was not written may say nothing, nor may its bytes, which need not be it. */
  private static boolean isHarmless(JsonNode entry) {
    String token = entry.path("token").stringValue();
    boolean harmless =
        token.length() < MIN_TEXT
            || (token.length() <= MAX_ALTERNATIVE && Identifiers.isHarmless(token));
    byte[] bytes = bytes(entry);
    boolean same = Arrays.equals(bytes, token.getBytes(StandardCharsets.UTF_8));
    return harmless && (same || (bytes.length <= MAX_CUT && !Arrays.equals(bytes, NEVER_IN_TEXT)));
  }

  private static boolean isNumber(JsonNode node) {
    return node.isNumber() || node.isNull() || node.isMissingNode();
  }

  private static boolean isByte(JsonNode node) {
    return node.isInt() && node.intValue() >= 0 && node.intValue() <= 255;
  }

  private static boolean isAll(JsonNode list, Predicate<JsonNode> test) {
    return list.isMissingNode()
        || list.isNull()
        || (list.isArray() && list.valueStream().allMatch(test));
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
