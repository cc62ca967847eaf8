package dev.keeptrail.ledger.integrity;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash of the tree; 32 bytes. Immutable. */
public final class Hash {
  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** Never written to. */
  private static final MessageDigest SHA_256 = platform();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A hash that was stored.
   *
   * @throws IllegalArgumentException when these are not 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    return new Hash(bytes.clone());
  }

  /** Of a leaf (RFC 9162, 2.1.1): the byte 0 and what the leaf says. */
  public static Hash ofLeaf(byte[] content) {
    return new Hash(beginLeaf().digest(content));
  }

  /** Ends a hash in a buffer that it fits into; the digest can begin another one. */
  static void digest(MessageDigest digest, byte[] buffer) {
    try {
      int ignored = digest.digest(buffer, 0, LENGTH);
    } catch (DigestException impossible) {
      throw new IllegalStateException("a hash has 32 bytes", impossible);
    }
  }

  /** Begins the hash of a leaf that is written piece by piece. */
  static MessageDigest beginLeaf() {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest;
  }

  /** Ends what {@link #beginLeaf} began. */
  static Hash endLeaf(MessageDigest digest) {
    return new Hash(digest.digest());
  }

  /** Of two subtrees (RFC 9162, 2.1.1): the byte 1 and both hashes. */
  public static Hash ofNode(Hash left, Hash right) {
    return ofNode(sha256(), left, right);
  }

  /** The same, with a digest that has begun nothing. */
  static Hash ofNode(MessageDigest digest, Hash left, Hash right) {
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /** Of the tree without leaves. */
  public static Hash ofNothing() {
    return new Hash(sha256().digest());
  }

  /** One of its own for each caller: looking the algorithm up costs more than a short hash. */
  static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 of the Java platform can be copied", impossible);
    }
  }

  private static MessageDigest platform() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
