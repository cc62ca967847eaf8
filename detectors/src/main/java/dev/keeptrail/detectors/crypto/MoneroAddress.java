package dev.keeptrail.detectors.crypto;

import dev.keeptrail.detectors.text.ScannedText;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Addresses of Monero: Base58 in blocks of eight bytes (eleven characters, the last block shorter),
 * 69 bytes in 95 characters or, with a payment id, 77 in 106. The last four bytes are the start of
 * the Keccak hash of the rest.
 */
final class MoneroAddress {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int BLOCK = 11;
  private static final int BLOCK_BYTES = 8;
  private static final int TAIL_BYTES = 5;
  private static final int CHECKSUM = 4;

  private MoneroAddress() {}

  static boolean holds(ScannedText text, int start, int end) {
    int length = end - start;
    if (length != 95 && length != 106) {
      return false;
    }
    byte[] bytes = new byte[length / BLOCK * BLOCK_BYTES + TAIL_BYTES];
    int filled = 0;
    for (int at = start; at < end; at += BLOCK) {
      int stop = Math.min(end, at + BLOCK);
      int size = stop - at == BLOCK ? BLOCK_BYTES : TAIL_BYTES;
      if (!decode(text, at, stop, bytes, filled, size)) {
        return false;
      }
      filled += size;
    }
    byte[] hash = Keccak.hash(Arrays.copyOf(bytes, bytes.length - CHECKSUM));
    for (int i = 0; i < CHECKSUM; i++) {
      if (hash[i] != bytes[bytes.length - CHECKSUM + i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean decode(
      ScannedText text, int start, int end, byte[] bytes, int offset, int size) {
    BigInteger number = BigInteger.ZERO;
    for (int at = start; at < end; at++) {
      int value = ALPHABET.indexOf(text.charAt(at));
      if (value < 0) {
        return false;
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(value));
    }
    if (number.bitLength() > 8 * size) {
      return false;
    }
    for (int i = size - 1; i >= 0; i--) {
      bytes[offset + i] = number.byteValue();
      number = number.shiftRight(8);
    }
    return true;
  }
}
