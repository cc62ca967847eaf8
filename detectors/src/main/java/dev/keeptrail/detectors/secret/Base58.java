package dev.keeptrail.detectors.secret;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The encoding of Bitcoin's keys: a number in base 58 whose last four bytes check the others. */
final class Base58 {
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final int CHECK = 4;

  private Base58() {}

  /** Whether the last bytes are the first of the twice hashed others. Meant for short texts. */
  static boolean holds(String text) {
    var number = BigInteger.ZERO;
    String digits = Alphabet.BASE58.characters();
    for (int i = 0; i < text.length(); i++) {
      int digit = digits.indexOf(text.charAt(i));
      if (digit < 0) {
        return false;
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    byte[] signed = number.toByteArray();
    int from = signed[0] == 0 ? 1 : 0;
    int split = signed.length - CHECK;
    if (split <= from) {
      return false;
    }
    byte[] hash = hash(hash(Arrays.copyOfRange(signed, from, split)));
    return Arrays.equals(
        Arrays.copyOf(hash, CHECK), Arrays.copyOfRange(signed, split, signed.length));
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
