package dev.keeptrail.repl.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of a bag of texts that does not depend on their order, so that threads can each make a
 * part of it: the homomorphic hash LtHash (Bellare and Micciancio 1997; 1,024 lanes of 16 bits,
 * which are added), with SHA-256 in counter mode to fill the lanes. One thread.
 */
public final class MultisetDigest {
  private static final int LANES = 1_024;
  private static final int LANE_BYTES = 2;

  private final short[] sums = new short[LANES];

  public void add(String text) {
    MessageDigest sha = sha256();
    byte[] seed = sha.digest(text.getBytes(StandardCharsets.UTF_8));
    int lane = 0;
    for (int counter = 0; lane < LANES; counter++) {
      sha.update(seed);
      sha.update((byte) counter);
      byte[] block = sha.digest();
      for (int i = 0; i < block.length; i += LANE_BYTES) {
        sums[lane++] += (short) (((block[i] & 0xFF) << 8) | (block[i + 1] & 0xFF));
      }
    }
  }

  public void add(MultisetDigest other) {
    for (int i = 0; i < LANES; i++) {
      sums[i] += other.sums[i];
    }
  }

  /** The lanes, in hex, from which it can go on. */
  public String state() {
    var bytes = ByteBuffer.allocate(LANES * LANE_BYTES);
    for (short sum : sums) {
      bytes.putShort(sum);
    }
    return HexFormat.of().formatHex(bytes.array());
  }

  /**
   * One that goes on from a state.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static MultisetDigest of(String state) {
    byte[] bytes = HexFormat.of().parseHex(state);
    if (bytes.length != LANES * LANE_BYTES) {
      throw new IllegalArgumentException("not the lanes of a digest");
    }
    var digest = new MultisetDigest();
    ByteBuffer.wrap(bytes).asShortBuffer().get(digest.sums);
    return digest;
  }

  /** {@code sha256:} and 64 hex digits over the lanes. */
  public String value() {
    MessageDigest sha = sha256();
    for (short sum : sums) {
      sha.update((byte) (sum >>> 8));
      sha.update((byte) sum);
    }
    return "sha256:" + HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
