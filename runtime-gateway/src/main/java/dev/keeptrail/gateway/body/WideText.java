package dev.keeptrail.gateway.body;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells bytes that may be text of more than one byte a character. Stateless. */
final class WideText {
  private static final int SHORTEST = 8;
  private static final int WIDEST = 4;

  private WideText() {}

  /** In which it may be written; null where neither a mark of order nor its noughts say so. */
  static @Nullable Charset charset(byte[] bytes) {
    if (bytes.length < SHORTEST) {
      return null;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean lowerFirst = first == 0xFF && second == 0xFE;
    if (noughts(bytes, 2, 2)) {
      return StandardCharsets.UTF_32LE;
    }
    if (noughts(bytes, 0, 2)) {
      return StandardCharsets.UTF_32BE;
    }
    if (lowerFirst || isMostlyNought(bytes, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    boolean upperFirst = first == 0xFE && second == 0xFF;
    return upperFirst || isMostlyNought(bytes, 0) ? StandardCharsets.UTF_16BE : null;
  }

  /** Whether the first and the second character have nought at these places. */
  private static boolean noughts(byte[] bytes, int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (bytes[at] != 0 || bytes[at + WIDEST] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMostlyNought(byte[] bytes, int from) {
    int noughts = 0;
    for (int at = from; at < bytes.length; at += 2) {
      noughts += bytes[at] == 0 ? 1 : 0;
    }
    return noughts * 4 > bytes.length;
  }
}
