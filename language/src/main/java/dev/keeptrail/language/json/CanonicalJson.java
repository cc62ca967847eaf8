package dev.keeptrail.language.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON in the one form that RFC 8785 gives it, so that equal documents have equal digests. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The canonical form.
   *
   * @throws IllegalArgumentException when the text is not JSON
   */
  public static String of(String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedString();
    } catch (IOException broken) {
      throw new IllegalArgumentException("not JSON", broken);
    }
  }

  /**
   * {@code sha256:} and 64 hex digits over the canonical form.
   *
   * @throws IllegalArgumentException when the text is not JSON
   */
  public static String digest(String json) {
    try {
      byte[] canonical = of(json).getBytes(StandardCharsets.UTF_8);
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
