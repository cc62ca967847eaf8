package dev.keeptrail.gateway.embeddings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Tells a vector of round numbers from wide characters, which its bytes may be as well: 2 and 1 as
 * little-endian floats (IEEE 754, as OpenAI's API packs them) are two characters of UTF-32. Letters
 * and most digits are numbers that no embedding has.
 */
final class RoundNumbers {
  private static final float LEAST = 1e-6f;
  private static final float MOST = 64;

  /** The bytes that are nought where a number takes few digits. */
  private static final int FRACTION = 0xFFFF;

  private RoundNumbers() {}

  /** Whether the Base64 stands for such a vector. */
  static boolean are(String encoded) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(encoded.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return false;
    }
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.remaining() >= Float.BYTES) {
      int bits = numbers.getInt();
      float size = Math.abs(Float.intBitsToFloat(bits));
      boolean usual = size == 0 || (size >= LEAST && size <= MOST);
      if (!usual || (bits & FRACTION) != 0) {
        return false;
      }
    }
    return bytes.length > 0 && !numbers.hasRemaining();
  }
}
