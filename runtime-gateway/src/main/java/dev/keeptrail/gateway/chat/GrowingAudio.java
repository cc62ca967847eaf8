package dev.keeptrail.gateway.chat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Base64 that comes in pieces. Each is encoded by itself, so any of them may end in padding. One
 * use, confined to one thread.
 */
final class GrowingAudio {
  private final List<String> pieces = new ArrayList<>();

  void append(String piece) {
    pieces.add(piece);
  }

  /** What the pieces stand for together; pieces that are no Base64 as they stand. */
  String joined() {
    String text = String.join("", pieces);
    int padding = text.indexOf('=');
    if (padding < 0 || padding >= text.length() - 2) {
      return text;
    }
    try {
      var bytes = new ByteArrayOutputStream(text.length());
      for (String piece : pieces) {
        bytes.writeBytes(Base64.getDecoder().decode(piece));
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IllegalArgumentException _) {
      // WHY: then it is judged as the text that it is.
      return text;
    }
  }
}
