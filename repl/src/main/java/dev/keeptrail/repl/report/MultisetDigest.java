package dev.keeptrail.repl.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
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

  private static final int HASH_BYTES = 32;
  private static final VarHandle FOUR_LANES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The highest bit of each of four lanes. */
  private static final long HIGHEST = 0x8000_8000_8000_8000L;

  private final MessageDigest sha = sha256();

  /** Four lanes each, the first in the highest bits. */
  private final long[] sums = new long[LANES * LANE_BYTES / Long.BYTES];

  public void add(String text) {
    // WHY: reused, and written to in place, because this is done for each event of a replay.
    byte[] seed = new byte[HASH_BYTES + 1];
    byte[] block = new byte[HASH_BYTES];
    hash(text.getBytes(StandardCharsets.UTF_8), seed);
    int four = 0;
    for (int counter = 0; four < sums.length; counter++) {
      seed[HASH_BYTES] = (byte) counter;
      hash(seed, block);
      for (int i = 0; i < HASH_BYTES; i += Long.BYTES) {
        sums[four] = sum(sums[four], (long) FOUR_LANES.get(block, i));
        four++;
      }
    }
  }

  /** Of four lanes at once: no carry goes from one to the next. */
  private static long sum(long one, long other) {
    return ((one & ~HIGHEST) + (other & ~HIGHEST)) ^ ((one ^ other) & HIGHEST);
  }

  private void hash(byte[] text, byte[] into) {
    try {
      sha.update(text);
      int ignored = sha.digest(into, 0, HASH_BYTES);
    } catch (DigestException impossible) {
      throw new IllegalStateException("there is room for a hash", impossible);
    }
  }

  public void add(MultisetDigest other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(sums[i], other.sums[i]);
    }
  }

  /** The lanes, in hex, from which it can go on. */
  public String state() {
    return HexFormat.of().formatHex(lanes());
  }

  private byte[] lanes() {
    var bytes = ByteBuffer.allocate(LANES * LANE_BYTES);
    bytes.asLongBuffer().put(sums);
    return bytes.array();
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
    ByteBuffer.wrap(bytes).asLongBuffer().get(digest.sums);
    return digest;
  }

  /** {@code sha256:} and 64 hex digits over the lanes. */
  public String value() {
    return "sha256:" + HexFormat.of().formatHex(sha.digest(lanes()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
