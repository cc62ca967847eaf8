package dev.keeptrail.detectors.evaluation.container;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Encodings in which mail and forms travel. */
final class Transfers {
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();
  private static final int MIME_LINE = 76;

  private Transfers() {}

  /** A mail's body in quoted-printable (RFC 2045, 6.7): only what must be escaped is. */
  static Contained quotedPrintable(String text) {
    var writing = new Writing(text);
    writing.own("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    int column = 0;
    while (writing.hasNext()) {
      int character = writing.next();
      boolean plain =
          (character >= ' ' && character < 0x7F && character != '=') || character == '\t';
      String piece =
          character == '\n'
              ? "\r\n"
              : plain ? Character.toString(character) : escapes(character, "=");
      if (character != '\n' && column + piece.length() >= MIME_LINE) {
        writing.own("=\r\n");
        column = 0;
      }
      writing.put(piece);
      column = character == '\n' ? 0 : column + piece.length();
    }
    writing.own("\r\n");
    return writing.done();
  }

  /** A mail's body in base64, 76 characters a line (RFC 2045, 6.8). */
  static Contained mimeBase64(String text) {
    String head = "Content-Transfer-Encoding: base64\r\n\r\n";
    String body = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    var starts = new int[text.length()];
    var ends = new int[text.length()];
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int width = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      int start = bytes * 4 / 3;
      int end = ((bytes + width) * 4 + 2) / 3;
      bytes += width;
      for (int unit = 0; unit < Character.charCount(character); unit++) {
        starts[i] = head.length() + start + start / MIME_LINE * 2;
        ends[i] = head.length() + end + (end - 1) / MIME_LINE * 2;
        i++;
      }
    }
    return new Contained(head + body + "\r\n", starts, ends);
  }

  /** A field of a form that a browser sends. */
  static Contained form(String text) {
    return Writing.of(
        text,
        "id=7&body=",
        character ->
            character == ' '
                ? "+"
                : isUnreserved(character) ? Character.toString(character) : escapes(character, "%"),
        "&state=open");
  }

  static Contained query(String text) {
    return Writing.of(
        text,
        "https://example.com/send?id=7&body=",
        character ->
            isUnreserved(character) ? Character.toString(character) : escapes(character, "%"),
        "&state=open");
  }

  private static boolean isUnreserved(int character) {
    return character < 0x80
        && (Character.isLetterOrDigit(character) || "-._*".indexOf(character) >= 0);
  }

  private static String escapes(int character, String sign) {
    return UPPER
        .withPrefix(sign)
        .formatHex(Character.toString(character).getBytes(StandardCharsets.UTF_8));
  }
}
