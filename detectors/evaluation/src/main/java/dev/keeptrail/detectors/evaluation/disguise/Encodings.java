package dev.keeptrail.detectors.evaluation.disguise;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Encodings that a program undoes: each character, or each byte of UTF-8, written as a code. */
final class Encodings {
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();
  private static final int LINE = 25;

  private Encodings() {}

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  static String percent(String text) {
    return UPPER.withPrefix("%").formatHex(bytes(text));
  }

  static String htmlEntities(String text) {
    return text.codePoints()
        .mapToObj(character -> "&#" + character + ";")
        .collect(Collectors.joining());
  }

  static String unicodeEscapes(String text) {
    return text.chars()
        .mapToObj(unit -> "\\u" + HexFormat.of().toHexDigits((char) unit))
        .collect(Collectors.joining());
  }

  static String characterCodes(String text) {
    return text.codePoints().mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  /** Every byte escaped, with soft line breaks (RFC 2045). */
  static String quotedPrintable(String text) {
    byte[] bytes = bytes(text);
    var encoded = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      if (i > 0 && i % LINE == 0) {
        encoded.append("=\r\n");
      }
      encoded.append('=').append(UPPER.toHexDigits(bytes[i]));
    }
    return encoded.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
