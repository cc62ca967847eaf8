package dev.keeptrail.gateway.body;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * Tells what only its provider can read, such as the signature of a thought, from text that stands
 * where that should: encoded bytes that are no text themselves, and no secret. Whoever means to
 * hide something can encrypt it himself, here as in any text. Stateless.
 */
public final class Ciphertext {
  /** Less than this may be a word, or a key: real ones are longer. */
  private static final int SHORTEST = 32;

  /** Up to here it may be a key or an id of somebody: the most that these have. */
  private static final int LONGEST_KEY = 256;

  /** Text shows from its beginning. */
  private static final int LOOKED_AT = 256;

  /** How much of a character may be cut off where the look ends. */
  private static final int CUT = 3;

  private Ciphertext() {}

  /** Whether a value is nothing that anybody but its provider can read. */
  public static boolean is(JsonNode value) {
    return value.isString() && is(value.stringValue());
  }

  private static boolean is(String value) {
    return value.length() >= SHORTEST
        && isBase64(value, 0)
        && !isText(value, 0)
        && !isKey(value, 0);
  }

  /** Whether encoded bytes are short enough for a key or an id of somebody, and are one. */
  static boolean isKey(String text, int from) {
    return text.length() - from <= LONGEST_KEY && !Identifiers.isHarmless(text.substring(from));
  }

  /** Whether all that stands from a place on is of one of the alphabets of Base64. */
  public static boolean isBase64(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && "+/-_=\r\n".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether what the Base64 from a place on stands for begins as text does; what follows padding is
   * a code of its own.
   */
  public static boolean isText(String encoded, int from) {
    int at = from;
    do {
      if (isText(beginning(encoded, at))) {
        return true;
      }
      at = next(encoded, at);
    } while (at < encoded.length());
    return false;
  }

  /** Where the next code begins; the end where there is none. */
  private static int next(String encoded, int from) {
    int at = encoded.indexOf('=', from);
    while (at >= 0 && at < encoded.length() && "=\r\n".indexOf(encoded.charAt(at)) >= 0) {
      at++;
    }
    return at < 0 ? encoded.length() : at;
  }

  private static byte[] beginning(String encoded, int from) {
    var some = new StringBuilder(LOOKED_AT);
    for (int at = from; at < encoded.length() && some.length() < LOOKED_AT; at++) {
      char c = encoded.charAt(at);
      if (c == '=') {
        break;
      }
      switch (c) {
        case '-' -> some.append('+');
        case '_' -> some.append('/');
        case '\r', '\n' -> {
          // Lines stand for nothing.
        }
        default -> some.append(c);
      }
    }
    some.setLength(some.length() % 4 == 1 ? some.length() - 1 : some.length());
    return Base64.getDecoder().decode(some.toString());
  }

  private static boolean isText(byte[] bytes) {
    if (isText(new String(bytes, StandardCharsets.UTF_8))) {
      return true;
    }
    Charset wide = WideText.charset(bytes);
    return wide != null && isText(new String(bytes, wide));
  }

  private static boolean isText(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean control = Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0;
      if (control || (c == '\uFFFD' && at < text.length() - CUT)) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
