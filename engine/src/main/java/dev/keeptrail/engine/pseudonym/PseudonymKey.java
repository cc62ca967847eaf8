package dev.keeptrail.engine.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What makes the pseudonyms of one exchange differ from those of every other. Never shows itself.
 * Safe to share.
 */
public final class PseudonymKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable SecretKeySpec key;

  private PseudonymKey(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /** A key of 256 random bits, made when it is needed first: most exchanges need none. */
  public static PseudonymKey random() {
    return new PseudonymKey(null);
  }

  /**
   * The key that a text's UTF-8 bytes make, for runs that have to come out the same every time.
   *
   * @throws IllegalArgumentException when the text is empty
   */
  public static PseudonymKey of(String text) {
    return new PseudonymKey(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  private SecretKeySpec made() {
    SecretKeySpec known = key;
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      known = key;
      if (known == null) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        known = new SecretKeySpec(bytes, ALGORITHM);
        key = known;
      }
      return known;
    } finally {
      making.unlock();
    }
  }

  /**
   * HMAC-SHA-256 of the parts, each followed by a zero byte.
   *
   * @return 32 bytes
   */
  byte[] digest(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(made());
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
