package dev.keeptrail.ledger.capture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals captures: AES-256 in Galois/Counter mode (NIST SP 800-38D) with a random nonce
 * of 96 bits in front and a tag of 128 bits behind. Whoever destroys the key has destroyed every
 * text that it sealed. Thread-safe.
 */
public final class CaptureKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_DIGITS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String id;

  private CaptureKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    this.id = id(bytes);
  }

  /**
   * A key from its text: 32 bytes as 64 hexadecimal digits, or in Base64 in either alphabet.
   *
   * @throws CaptureException when the text is neither
   */
  public static CaptureKey of(String text) throws CaptureException {
    String stripped = text.strip();
    byte[] bytes = stripped.length() == 2 * KEY_BYTES ? hex(stripped) : base64(stripped);
    if (bytes.length != KEY_BYTES) {
      throw new CaptureException(
          "the key of captures must be 32 bytes, as Base64 or as 64 hexadecimal digits; `openssl"
              + " rand -base64 32` makes one");
    }
    return new CaptureKey(bytes);
  }

  /** What captures call the key; says nothing of the key itself. */
  public String id() {
    return id;
  }

  byte[] seal(byte[] open, String bound) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(open);
      byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  byte[] open(byte[] sealed, String bound) throws CaptureException {
    if (sealed.length < NONCE_BYTES) {
      throw new CaptureException("the capture is cut short");
    }
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, nonce, bound)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException _) {
      throw new CaptureException("the capture was changed, or belongs to another event");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String bound) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String id(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("keeptrail capture key\n".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(key)).substring(0, ID_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "CaptureKey[" + id + "]";
  }
}
