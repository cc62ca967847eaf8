package dev.keeptrail.engine.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What makes the pseudonyms of one exchange differ from those of every other. Never shows itself.
 * Safe to share.
 */
public final class PseudonymKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private PseudonymKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** A key of 256 random bits. */
  public static PseudonymKey random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new PseudonymKey(bytes);
  }

  /**
   * The key that a text's UTF-8 bytes make, for runs that have to come out the same every time.
   *
   * @throws IllegalArgumentException when the text is empty
   */
  public static PseudonymKey of(String text) {
    return new PseudonymKey(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * HMAC-SHA-256 of the parts, each followed by a zero byte.
   *
   * @return 32 bytes
   */
  byte[] digest(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String part : parts) {
        mac.update(part.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "PseudonymKey[***]";
  }
}
