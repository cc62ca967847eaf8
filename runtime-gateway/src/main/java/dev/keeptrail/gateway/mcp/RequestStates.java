package dev.keeptrail.gateway.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a server gives a client to carry until it asks again. Nobody but the server knows what
 * the text means, so nobody can judge it; so nobody but the server gets to read or to write it. It
 * comes back from the caller that it was given to, for what it was given for, or not at all.
 * Thread-safe.
 */
public final class RequestStates {
  /** The longest text that is sealed. */
  static final int LONGEST = 64 * 1024;

  static final Duration LIFETIME = Duration.ofHours(24);

  private static final String PREFIX = "kt1.";
  private static final String BOUND_TO = "keeptrail-mcp-state-1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final Clock clock;

  RequestStates(byte[] key, Clock clock) {
    this.key = new SecretKeySpec(key, "AES");
    this.clock = clock;
  }

  /**
   * Under a key that several gateways share, or under one of its own, which is gone with the
   * process.
   *
   * @param key 32 bytes in Base64; empty for one of its own
   * @return empty where the key is none
   */
  public static Optional<RequestStates> under(Optional<String> key, Clock clock) {
    return key.isEmpty()
        ? Optional.of(new RequestStates(random(KEY_BYTES), clock))
        : bytes(key.get())
            .filter(bytes -> bytes.length == KEY_BYTES)
            .map(bytes -> new RequestStates(bytes, clock));
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] random(int count) {
    byte[] random = new byte[count];
    RANDOM.nextBytes(random);
    return random;
  }

  /**
   * Whose a text is, and what for.
   *
   * @param tool what is called; for a method that calls none, the method
   */
  public record Owner(String caller, String server, String method, String tool) {
    byte[] bytes() {
      // WHY: lengths, because a name may hold any sign that could stand between two.
      String all =
          "%s %d %d %d %s%s%s%s"
              .formatted(
                  BOUND_TO,
                  caller.length(),
                  server.length(),
                  method.length(),
                  caller,
                  server,
                  method,
                  tool);
      return all.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The text as its owner carries it. */
  public String seal(Owner owner, String state) {
    byte[] nonce = random(NONCE_BYTES);
    byte[] text = state.getBytes(StandardCharsets.UTF_8);
    byte[] timed =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .putLong(clock.millis() + LIFETIME.toMillis())
            .put(text)
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(timed);
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The text that was sealed for this owner; empty where it was not, or too long ago. */
  public Optional<String> open(Owner owner, String sealed) {
    if (!sealed.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      ByteBuffer all =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length())));
      if (all.remaining() < NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      byte[] rest = new byte[all.remaining()];
      all.get(rest);
      ByteBuffer timed = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(rest));
      return timed.getLong() < clock.millis()
          ? Optional.empty()
          : Optional.of(StandardCharsets.UTF_8.decode(timed).toString());
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, Owner owner) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.bytes());
    return cipher;
  }
}
