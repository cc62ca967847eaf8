package dev.keeptrail.detectors.crypto;

/**
 * The hash function that Ethereum and Monero use: Keccak with 256 bits as submitted to the SHA-3
 * competition, that is with the padding byte 1 where FIPS 202 has 6.
 */
final class Keccak {
  private static final int RATE = 136;
  private static final int ROUNDS = 24;
  private static final long[] CONSTANTS = constants();
  private static final int[] ROTATIONS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };
  private static final int[] LANES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private Keccak() {}

  /** The 32 bytes of the hash. */
  static byte[] hash(byte[] message) {
    long[] state = new long[25];
    int blocks = message.length / RATE + 1;
    byte[] padded = new byte[blocks * RATE];
    System.arraycopy(message, 0, padded, 0, message.length);
    padded[message.length] = 1;
    padded[padded.length - 1] |= (byte) 0x80;
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < RATE; i++) {
        state[i / 8] ^= (padded[block * RATE + i] & 0xFFL) << (8 * (i % 8));
      }
      permute(state);
    }
    byte[] hash = new byte[32];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
    }
    return hash;
  }

  private static void permute(long[] state) {
    long[] columns = new long[5];
    for (int round = 0; round < ROUNDS; round++) {
      for (int x = 0; x < 5; x++) {
        columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
      }
      for (int x = 0; x < 5; x++) {
        long mixed = columns[(x + 4) % 5] ^ Long.rotateLeft(columns[(x + 1) % 5], 1);
        for (int y = 0; y < 25; y += 5) {
          state[y + x] ^= mixed;
        }
      }
      long moved = state[1];
      for (int i = 0; i < LANES.length; i++) {
        long kept = state[LANES[i]];
        state[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
        moved = kept;
      }
      for (int y = 0; y < 25; y += 5) {
        System.arraycopy(state, y, columns, 0, 5);
        for (int x = 0; x < 5; x++) {
          state[y + x] = columns[x] ^ (~columns[(x + 1) % 5] & columns[(x + 2) % 5]);
        }
      }
      state[0] ^= CONSTANTS[round];
    }
  }

  /** The round constants, from the shift register that defines them (FIPS 202, section 3.2.5). */
  private static long[] constants() {
    long[] constants = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register = register << 1 ^ ((register >> 7) * 0x171);
      }
    }
    return constants;
  }
}
