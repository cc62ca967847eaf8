package dev.keeptrail.gateway.callers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as a caller holds it: {@code kt_live_}, 16 hexadecimal digits that are public and find the
 * key, {@code _}, and 64 that are secret. Never kept, never shown but once; {@link #toString} hides
 * it.
 */
public final class KeySecret {
  private static final String LEAD = "kt_live_";
  private static final Pattern SHAPE = Pattern.compile("kt_live_[0-9a-f]{16}_[0-9a-f]{64}");
  private static final int PUBLIC_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private KeySecret(String text) {
    this.text = text;
  }

  /** A new one that nobody can guess. */
  public static KeySecret fresh() {
    return new KeySecret(LEAD + random(PUBLIC_BYTES) + "_" + random(SECRET_BYTES));
  }

  /** Reads what a caller showed; empty when it has not the shape of a key. */
  public static Optional<KeySecret> of(String shown) {
    return SHAPE.matcher(shown).matches() ? Optional.of(new KeySecret(shown)) : Optional.empty();
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The public id of the key. */
  public String id() {
    return "key_" + text.substring(LEAD.length(), LEAD.length() + 2 * PUBLIC_BYTES);
  }

  /** What is kept in its place. */
  public String hash() {
    return HexFormat.of().formatHex(digest());
  }

  /** Whether this is the secret behind a hash; takes as long however much of it is right. */
  boolean hashesTo(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The key itself, to be shown once to whoever made it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "KeySecret[" + id() + "]";
  }
}
