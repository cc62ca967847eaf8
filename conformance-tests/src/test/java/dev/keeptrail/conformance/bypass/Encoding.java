package dev.keeptrail.conformance.bypass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What an attacker does to the bytes of a request. */
enum Encoding {
  UTF8,
  /** Each character up to U+00FF is one byte, so that any bytes can be said. */
  LATIN1,
  UTF16,
  GZIP,
  DEFLATE;

  static Encoding named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  byte[] bytes(String body) throws IOException {
    byte[] plain = body.getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case UTF8 -> plain;
      case LATIN1 -> body.getBytes(StandardCharsets.ISO_8859_1);
      case UTF16 -> body.getBytes(StandardCharsets.UTF_16);
      case GZIP -> {
        var packed = new ByteArrayOutputStream();
        yield written(packed, new GZIPOutputStream(packed), plain);
      }
      case DEFLATE -> {
        var packed = new ByteArrayOutputStream();
        yield written(packed, new DeflaterOutputStream(packed), plain);
      }
    };
  }

  private static byte[] written(ByteArrayOutputStream packed, OutputStream out, byte[] plain)
      throws IOException {
    try (out) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
