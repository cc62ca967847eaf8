package dev.keeptrail.ledger.integrity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key that checks signed notes, in the format of C2SP signed-note: a name, four bytes that
 * tell keys of one name apart, and an Ed25519 key. Written {@code name+hash+base64}. Immutable.
 */
public final class NoteKey {
  /** Says Ed25519 in keys and hashes of them. */
  private static final byte ALGORITHM = 1;

  private static final int RAW_LENGTH = 32;

  /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] raw;
  private final byte[] hash;
  private final PublicKey key;

  private NoteKey(String name, byte[] raw, PublicKey key) {
    this.name = name;
    this.raw = raw;
    this.key = key;
    MessageDigest digest = Hash.sha256();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(ALGORITHM);
    this.hash = Arrays.copyOf(digest.digest(raw), 4);
  }

  static NoteKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
    return new NoteKey(name, raw, key);
  }

  /** Reads the written form; empty when the text is no such key. */
  public static Optional<NoteKey> parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3 || !isName(parts[0])) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(parts[2]);
      if (encoded.length != RAW_LENGTH + 1 || encoded[0] != ALGORITHM) {
        return Optional.empty();
      }
      byte[] raw = Arrays.copyOfRange(encoded, 1, encoded.length);
      byte[] x509 = Arrays.copyOf(X509_HEAD, X509_HEAD.length + RAW_LENGTH);
      System.arraycopy(raw, 0, x509, X509_HEAD.length, RAW_LENGTH);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
      NoteKey parsed = new NoteKey(parts[0], raw, key);
      return parsed.id().equals(parts[1]) ? Optional.of(parsed) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether a key may have this name: no white space, no plus sign. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints().noneMatch(c -> c == '+' || Character.isWhitespace(c));
  }

  public String name() {
    return name;
  }

  /** The four bytes that tell keys apart, in hexadecimal digits. */
  public String id() {
    return HexFormat.of().formatHex(hash);
  }

  byte[] hash() {
    return hash.clone();
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      // What is no signature at all verifies nothing.
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** The written form. */
  @Override
  public String toString() {
    byte[] encoded = new byte[RAW_LENGTH + 1];
    encoded[0] = ALGORITHM;
    System.arraycopy(raw, 0, encoded, 1, RAW_LENGTH);
    return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(encoded);
  }
}
