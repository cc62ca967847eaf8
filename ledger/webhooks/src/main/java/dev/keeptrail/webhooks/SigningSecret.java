package dev.keeptrail.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What deliveries are signed with, as Standard Webhooks 1.0 has it: HMAC-SHA-256 over id, time and
 * body, keyed with 24 to 64 bytes that are written as {@code whsec_} and Base64. Does not print
 * itself.
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int FRESH_BYTES = 32;
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /** A new one, from the system's source of randomness. */
  public static SigningSecret fresh() {
    byte[] key = new byte[FRESH_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /**
   * Reads a secret.
   *
   * @throws WebhookException when it is none; the message does not repeat it
   */
  public static SigningSecret read(String text) throws WebhookException {
    try {
      String trimmed = text.strip();
      byte[] key =
          Base64.getDecoder()
              .decode(trimmed.startsWith(PREFIX) ? trimmed.substring(PREFIX.length()) : trimmed);
      if (key.length >= FEWEST_BYTES && key.length <= MOST_BYTES) {
        return new SigningSecret(key);
      }
    } catch (IllegalArgumentException noBase64) {
      throw unfit();
    }
    throw unfit();
  }

  private static WebhookException unfit() {
    return new WebhookException(
        "a signing secret is `whsec_` and the Base64 of %d to %d bytes"
            .formatted(FEWEST_BYTES, MOST_BYTES));
  }

  /** The secret in clear, to be shown once or kept in a file of the user's alone. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The signature of a delivery.
   *
   * @param seconds since the epoch, as the delivery's header says
   */
  String sign(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "signing secret";
  }
}
