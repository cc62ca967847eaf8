package dev.keeptrail.engine.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of keyed fingerprints. Never shows itself. Safe to share. */
public final class HashKey {
  private static final String ALGORITHM = "HmacSHA256";

  /** How much of the fingerprint a marker shows: enough, and not the length of a MAC address. */
  private static final int SHOWN_BYTES = 7;

  private final SecretKeySpec key;

  private HashKey(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * The key that a secret's UTF-8 bytes make.
   *
   * @throws IllegalArgumentException when the secret is empty
   */
  public static HashKey of(String secret) {
    return new HashKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** Fourteen hex digits that are the same for the same value under the same key. */
  public String fingerprint(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "HashKey[***]";
  }
}
