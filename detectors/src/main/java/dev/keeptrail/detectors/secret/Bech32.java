package dev.keeptrail.detectors.secret;

/** The checksum of Bech32 (BIP 173): a BCH code over 5-bit groups, bound to the readable part. */
final class Bech32 {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32() {}

  /** Whether a text in lower case, readable part and all, has the checksum. */
  static boolean holds(String text) {
    int separator = text.lastIndexOf('1');
    if (separator < 1) {
      return false;
    }
    int state = 1;
    for (int i = 0; i < separator; i++) {
      state = step(state, text.charAt(i) >>> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < separator; i++) {
      state = step(state, text.charAt(i) & 31);
    }
    for (int i = separator + 1; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return false;
      }
      state = step(state, digit);
    }
    return state == 1;
  }

  private static int step(int state, int value) {
    int top = state >>> 25;
    int next = (state & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }
}
