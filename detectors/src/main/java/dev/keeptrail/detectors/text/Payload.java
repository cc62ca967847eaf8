package dev.keeptrail.detectors.text;

/** Tells values that spell readable text in hexadecimal or Base64 from identifiers and hashes. */
public final class Payload {
  private static final int MIN_TEXT = 8;
  private static final int MAX_LOOKED_AT = 512;

  private Payload() {}

  /** Whether the whole value decodes to a text of at least eight plain characters. */
  public static boolean readable(String value) {
    String head = value.substring(0, Math.min(value.length(), MAX_LOOKED_AT));
    int end = head.length();
    while (end > 0 && head.charAt(end - 1) == '=') {
      end--;
    }
    return isReadableHex(head, end) || isReadableBase64(head, end);
  }

  /** Three Base64 parts parted by dots, the first a JSON object: a signed token, not a message. */
  public static boolean isWebToken(String value) {
    int dot = value.indexOf('.');
    return value.startsWith("eyJ") && dot > 0 && value.indexOf('.', dot + 1) > dot;
  }

  private static boolean isReadableHex(String value, int end) {
    if (end < 2 * MIN_TEXT || end % 2 != 0) {
      return false;
    }
    var text = new ReadableText();
    for (int at = 0; at < end; at += 2) {
      int high = Character.digit(value.charAt(at), 16);
      int low = Character.digit(value.charAt(at + 1), 16);
      if (high < 0 || low < 0 || !text.take(high << 4 | low)) {
        return false;
      }
    }
    return text.isMessage();
  }

  private static boolean isReadableBase64(String value, int end) {
    if (end < 12 || end % 4 == 1) {
      return false;
    }
    var text = new ReadableText();
    int bits = 0;
    int held = 0;
    for (int at = 0; at < end; at++) {
      int digit = base64(value.charAt(at));
      if (digit < 0) {
        return false;
      }
      bits = (bits << 6 | digit) & 0xFFFFFF;
      held += 6;
      if (held >= 8) {
        held -= 8;
        if (!text.take(bits >> held & 0xFF)) {
          return false;
        }
      }
    }
    return text.isMessage();
  }

  private static int base64(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-', ' ' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }

  /** Counts decoded bytes for as long as they could be text. */
  private static final class ReadableText {
    private int length;
    private int plain;

    /** Returns false for a byte that no text holds. */
    boolean take(int b) {
      length++;
      boolean letter = (b | 32) >= 'a' && (b | 32) <= 'z';
      plain += letter || b == ' ' || (b >= '0' && b <= '9') ? 1 : 0;
      return b >= 0x80 || b == '\n' || b == '\r' || b == '\t' || (b >= ' ' && b != 0x7F);
    }

    boolean isMessage() {
      return length >= MIN_TEXT && plain * 10 >= length * 6;
    }
  }
}
