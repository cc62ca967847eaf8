package dev.keeptrail.detectors.crypto;

import dev.keeptrail.detectors.text.ScannedText;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base58 with the alphabets of Bitcoin and of the XRP Ledger, and the checksum that most currencies
 * put at the end: the first four bytes of SHA-256 applied twice.
 */
final class Base58 {
  static final Base58 BITCOIN =
      new Base58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
  static final Base58 XRP =
      new Base58("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz");

  private static final int CHECKSUM = 4;
  private static final BigInteger BASE = BigInteger.valueOf(58);

  private final char zero;
  private final byte[] values = new byte[128];

  private Base58(String alphabet) {
    zero = alphabet.charAt(0);
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
  }

  /** The bytes of a short range, or null if a character is not of the alphabet. */
  byte @Nullable [] decode(ScannedText text, int start, int end) {
    BigInteger number = BigInteger.ZERO;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (c >= 128 || values[c] < 0) {
        return null;
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(values[c]));
    }
    int zeros = 0;
    while (start + zeros < end && text.charAt(start + zeros) == zero) {
      zeros++;
    }
    byte[] bytes = number.signum() == 0 ? new byte[0] : number.toByteArray();
    int sign = bytes.length > 0 && bytes[0] == 0 ? 1 : 0;
    byte[] decoded = new byte[zeros + bytes.length - sign];
    System.arraycopy(bytes, sign, decoded, zeros, bytes.length - sign);
    return decoded;
  }

  /** The bytes without their checksum, or null if it does not hold. */
  byte @Nullable [] decodeChecked(ScannedText text, int start, int end) {
    byte[] bytes = decode(text, start, end);
    if (bytes == null || bytes.length <= CHECKSUM) {
      return null;
    }
    int length = bytes.length - CHECKSUM;
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, length)));
    for (int i = 0; i < CHECKSUM; i++) {
      if (hash[i] != bytes[length + i]) {
        return null;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
