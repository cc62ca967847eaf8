package dev.keeptrail.gateway.callers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long ones: the first 64 bits of their SHA-256, in hexadecimal digits. */
public final class Pseudonym {
  private static final int BYTES = 8;

  private Pseudonym() {}

  /** The same for the same text, at any time and in any process. */
  public static String of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
