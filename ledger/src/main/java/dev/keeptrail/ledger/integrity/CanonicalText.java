package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The strings of canonical JSON (RFC 8785, section 3.2.2.2). */
final class CanonicalText {
  private static final String SHORT = "\b\f\n\r\t\"\\";
  private static final String LETTERS = "bfnrt\"\\";
  private static final String HEX = "0123456789abcdef";

  private CanonicalText() {}

  static String decode(byte[] utf8, int start, int end) throws UnreadableLeafException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8, start, end - start))
          .toString();
    } catch (CharacterCodingException noUtf8) {
      throw new UnreadableLeafException();
    }
  }

  /** What stands between the quotes of a JSON string, without its escapes. */
  static String unescape(String raw) throws UnreadableLeafException {
    var text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      if (c < ' ') {
        throw new UnreadableLeafException();
      }
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (at == raw.length()) {
        throw new UnreadableLeafException();
      }
      char letter = raw.charAt(at++);
      if (letter == 'u') {
        text.append(unit(raw, at));
        at += 4;
      } else if (letter == '/') {
        text.append('/');
      } else {
        int known = LETTERS.indexOf(letter);
        if (known < 0) {
          throw new UnreadableLeafException();
        }
        text.append(SHORT.charAt(known));
      }
    }
    requireWhole(text);
    return text.toString();
  }

  private static char unit(String raw, int at) throws UnreadableLeafException {
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      char c = i < raw.length() ? raw.charAt(i) : ' ';
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new UnreadableLeafException();
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private static void requireWhole(CharSequence text) throws UnreadableLeafException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new UnreadableLeafException();
      }
    }
  }

  /** A text as a JSON string. */
  static byte[] quoted(String text) throws UnreadableLeafException {
    requireWhole(text);
    return ('"' + escape(text) + '"').getBytes(StandardCharsets.UTF_8);
  }

  static String escape(String text) {
    var json = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int known = SHORT.indexOf(c);
      if (known >= 0) {
        json.append('\\').append(LETTERS.charAt(known));
      } else if (c < ' ') {
        json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
