package dev.keeptrail.detectors.crypto;

import dev.keeptrail.detectors.text.ScannedText;

/** The checksums of segregated witness addresses: Bech32 (BIP 173) and Bech32m (BIP 350). */
final class Bech32 {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;
  private static final int CHECKSUM = 6;

  private Bech32() {}

  /**
   * Whether the range is an address whose readable part has the given length: one case throughout,
   * and a checksum of either kind.
   */
  static boolean holds(ScannedText text, int start, int end, int readable) {
    if (end - start < readable + 1 + CHECKSUM || isMixed(text, start, end)) {
      return false;
    }
    int sum = 1;
    for (int at = start; at < start + readable; at++) {
      sum = step(sum, lower(text.charAt(at)) >> 5);
    }
    sum = step(sum, 0);
    for (int at = start; at < start + readable; at++) {
      sum = step(sum, lower(text.charAt(at)) & 31);
    }
    for (int at = start + readable + 1; at < end; at++) {
      int value = ALPHABET.indexOf(lower(text.charAt(at)));
      if (value < 0) {
        return false;
      }
      sum = step(sum, value);
    }
    return sum == BECH32 || sum == BECH32M;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static boolean isMixed(ScannedText text, int start, int end) {
    boolean small = false;
    boolean capital = false;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      small |= c >= 'a' && c <= 'z';
      capital |= c >= 'A' && c <= 'Z';
    }
    return small && capital;
  }

  private static int step(int sum, int value) {
    int top = sum >>> 25;
    int next = (sum & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((top >> i & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
