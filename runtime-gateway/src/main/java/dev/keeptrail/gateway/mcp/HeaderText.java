package dev.keeptrail.gateway.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A text of a message as the value of a header (2026-07-28): itself where a header can hold it,
 * else the Base64 of its UTF-8 between two marks. Stateless.
 */
final class HeaderText {
  private static final String BEGIN = "=?base64?";
  private static final String END = "?=";

  private HeaderText() {}

  static String encode(String text) {
    return isPlain(text)
        ? text
        : BEGIN + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
  }

  /** What the value says; empty where it may not stand in a header, or its Base64 is none. */
  static Optional<String> decode(String value) {
    if (!value.chars().allMatch(sign -> isVisible(sign) || sign == '\t')) {
      return Optional.empty();
    }
    return isMarked(value)
        ? decoded(value.substring(BEGIN.length(), value.length() - END.length()))
        : Optional.of(value);
  }

  /** Marks inside of a text would be taken for ours, and blanks around it get lost. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.equals(text.strip())
        && !isMarked(text)
        && text.chars().allMatch(HeaderText::isVisible);
  }

  private static boolean isMarked(String value) {
    return value.length() >= BEGIN.length() + END.length()
        && value.startsWith(BEGIN)
        && value.endsWith(END);
  }

  private static boolean isVisible(int sign) {
    return sign >= ' ' && sign <= '~';
  }

  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      // WHY: one text has one form, or two who read it may read different ones.
      return Base64.getEncoder().encodeToString(bytes).equals(base64)
          ? Optional.of(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
