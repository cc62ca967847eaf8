package dev.keeptrail.gateway.json;

/**
 * Checks bytes for well-formed UTF-8 as RFC 3629 has it: no overlong forms, no encoded surrogates,
 * nothing past U+10FFFF. Raw NUL bytes count as ill-formed too, so that no parser behind this one
 * can take the bytes for UTF-16 or UTF-32.
 */
final class Utf8 {
  static final int WELL_FORMED = -1;

  private Utf8() {}

  /** Offset of the first byte that is not well-formed, or {@link #WELL_FORMED}. */
  static int firstFault(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      byte lead = bytes[at];
      if (lead > 0) {
        at++;
        continue;
      }
      int size = sequenceLength(lead);
      if (size == 0 || at + size > length || !continues(bytes, at, size)) {
        return at;
      }
      at += size;
    }
    return WELL_FORMED;
  }

  private static int sequenceLength(byte lead) {
    int value = lead & 0xFF;
    if (value >= 0xC2 && value <= 0xDF) {
      return 2;
    }
    if (value >= 0xE0 && value <= 0xEF) {
      return 3;
    }
    return value >= 0xF0 && value <= 0xF4 ? 4 : 0;
  }

  private static boolean continues(byte[] bytes, int at, int size) {
    int second = bytes[at + 1] & 0xFF;
    boolean secondFits =
        switch (bytes[at] & 0xFF) {
          case 0xE0 -> second >= 0xA0 && second <= 0xBF;
          case 0xED -> second >= 0x80 && second <= 0x9F;
          case 0xF0 -> second >= 0x90 && second <= 0xBF;
          case 0xF4 -> second >= 0x80 && second <= 0x8F;
          default -> second >= 0x80 && second <= 0xBF;
        };
    for (int next = 2; secondFits && next < size; next++) {
      int value = bytes[at + next] & 0xFF;
      secondFits = value >= 0x80 && value <= 0xBF;
    }
    return secondFits;
  }
}
