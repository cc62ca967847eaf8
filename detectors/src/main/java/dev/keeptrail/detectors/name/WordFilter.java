package dev.keeptrail.detectors.name;

import java.nio.ByteBuffer;

/**
 * A Bloom filter over word hashes: says of every word put in that it is there, and of some one in a
 * hundred others too. Holds no words. The bits are kept as bytes, the form they are stored in.
 */
public final class WordFilter {
  private static final int BITS_PER_WORD = 10;
  private static final int PROBES = 6;

  private final byte[] bits;

  private WordFilter(byte[] bits) {
    this.bits = bits;
  }

  /** An empty filter for so many words. */
  public static WordFilter forWords(int words) {
    return new WordFilter(new byte[Math.max(8, words * BITS_PER_WORD / 8 + 1)]);
  }

  /** Reads what {@link #writeTo} wrote. */
  static WordFilter read(ByteBuffer in) {
    int length = in.getInt();
    if (length < 8 || length > in.remaining()) {
      throw new IllegalStateException("a word filter is cut off");
    }
    byte[] bits = new byte[length];
    in.get(bits);
    return new WordFilter(bits);
  }

  void writeTo(ByteBuffer out) {
    out.putInt(bits.length).put(bits);
  }

  int size() {
    return Integer.BYTES + bits.length;
  }

  /** Puts a word or phrase in. */
  public void add(String words) {
    long hash = Hashing.phrase(words);
    for (int probe = 0; probe < PROBES; probe++) {
      int bit = bit(hash, probe);
      bits[bit >> 3] |= (byte) (1 << (bit & 7));
    }
  }

  boolean has(long hash) {
    for (int probe = 0; probe < PROBES; probe++) {
      int bit = bit(hash, probe);
      if ((bits[bit >> 3] & (1 << (bit & 7))) == 0) {
        return false;
      }
    }
    return true;
  }

  private int bit(long hash, int probe) {
    int mixed = (int) hash + probe * ((int) (hash >>> 32) | 1);
    return (int) ((Integer.toUnsignedLong(mixed) * (bits.length * 8L)) >>> 32);
  }
}
