package dev.keeptrail.ledger.integrity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * 16 random bytes of one event, from which the salts of its fields come: that of a field is the
 * first 16 bytes of SHA-256(these bytes ‖ the field's name as a JSON string). Whoever has it can
 * check every guess at a field that is withheld, so it does not print itself. Immutable.
 */
public final class Salt {
  public static final int LENGTH = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  static Salt fresh() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new Salt(bytes);
  }

  /**
   * One that was stored, of an event or of a field.
   *
   * @throws IllegalArgumentException when these are not 16 bytes
   */
  public static Salt of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a salt has 16 bytes");
    }
    return new Salt(bytes.clone());
  }

  /**
   * Reads Base64.
   *
   * @throws IllegalArgumentException when it is none, or not of 16 bytes
   */
  public static Salt parse(String base64) {
    return of(Base64.getDecoder().decode(base64));
  }

  /** Makes the salts of one event's fields. */
  Fields fields() {
    return new Fields(bytes);
  }

  /** For one thread. */
  static final class Fields {
    private final byte[] key;
    private final MessageDigest digest = Hash.sha256();

    private Fields(byte[] key) {
      this.key = key;
    }

    /** The salt of the field whose name stands there as a JSON string. */
    Salt of(byte[] text, int start, int end) {
      digest.update(key);
      digest.update(text, start, end - start);
      return new Salt(Arrays.copyOf(digest.digest(), LENGTH));
    }
  }

  void addTo(MessageDigest digest) {
    digest.update(bytes);
  }

  void addTo(Bytes buffer) {
    buffer.add(bytes);
  }

  /** Puts it where a text begins that has room for it. */
  void copyTo(byte[] text) {
    System.arraycopy(bytes, 0, text, 0, LENGTH);
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "salt";
  }
}
