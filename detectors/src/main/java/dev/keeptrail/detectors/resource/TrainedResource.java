package dev.keeptrail.detectors.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes that a training program wrote, read from beside a class. Next to each file {@code x} lies
 * {@code x.sha256} with the digest in lower-case hexadecimal; a file that does not match it is
 * refused, so that findings never come from weights nobody can account for.
 */
public final class TrainedResource {
  private TrainedResource() {}

  /**
   * All bytes of a file.
   *
   * @throws IllegalStateException if the file or its digest is missing, or they do not match
   */
  public static byte[] read(Class<?> beside, String name) {
    byte[] bytes = bytes(beside, name);
    String expected =
        new String(bytes(beside, name + ".sha256"), StandardCharsets.US_ASCII).strip();
    if (!sha256(bytes).equals(expected)) {
      throw new IllegalStateException("the trained file " + name + " is not what was trained");
    }
    return bytes;
  }

  /** The digest in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  private static byte[] bytes(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the trained file " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the trained file " + name + " cannot be read", e);
    }
  }
}
