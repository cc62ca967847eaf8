package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CharacterKinds;
import java.util.Arrays;

/** Decoded bytes, each with the range of the text that encodes it, on their way to characters. */
final class ByteText {
  /** Bytes of digits that no decimal number has by chance, and how long their groups are. */
  private static final int MIN_DIGITS = 9;

  private static final int MIN_GROUP = 2;

  private byte[] bytes;
  private int[] starts;
  private int[] ends;
  private int length;
  private int codePoint;

  ByteText(int capacity) {
    bytes = new byte[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  /** Takes one character and the range that encodes it. */
  @FunctionalInterface
  interface Sink {
    void character(int codePoint, int start, int end);
  }

  void add(int value, int start, int end) {
    if (length == bytes.length) {
      int capacity = Math.max(16, length * 2);
      bytes = Arrays.copyOf(bytes, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    bytes[length] = (byte) value;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  int length() {
    return length;
  }

  int at(int index) {
    return bytes[index] & 0xFF;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  int start(int index) {
    return starts[index];
  }

  int endAt(int index) {
    return ends[index];
  }

  /** End of the last byte's range. */
  int end() {
    return ends[length - 1];
  }

  /** Makes the last byte's range end later. */
  void widen(int end) {
    ends[length - 1] = end;
  }

  /** Whether the last character is not whole. */
  boolean endsWithin() {
    int lead = length - 1;
    while (lead > Math.max(0, length - 3) && (at(lead) & 0xC0) == 0x80) {
      lead--;
    }
    int first = at(lead);
    int size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return lead + size > length;
  }

  static boolean isReadable(int codePoint) {
    return codePoint >= 0x20
        ? codePoint != 0x7F
            && !(codePoint >= 0x80 && codePoint < 0xA0)
            && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        : codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
  }

  /** Whether it may begin or end an escape, so that a text full of it is worth a look. */
  static boolean isEscapeSign(int codePoint) {
    return codePoint == '%'
        || codePoint == '&'
        || codePoint == '#'
        || codePoint == ';'
        || codePoint == '\\'
        || codePoint == '=';
  }

  /**
   * Whether enough of it are letters, or it is a number: a long decimal number, read as hexadecimal
   * digits, is digits and signs, but hardly digits alone.
   */
  boolean isWordy() {
    int letters = 0;
    int digits = 0;
    int blanks = 0;
    for (int i = 0; i < length; i++) {
      int value = at(i);
      letters += value > 0x40 || isEscapeSign(value) ? 1 : 0;
      digits += CharacterKinds.isDigit((char) value) ? 1 : 0;
      blanks += value == ' ' ? 1 : 0;
    }
    return letters * 4 >= length - Math.min(blanks, length / 2)
        || (length >= MIN_DIGITS && digits + digits / MIN_GROUP >= length);
  }

  /** Whether all of it is UTF-8 for characters that people read. */
  boolean isReadable() {
    int i = 0;
    while (i < length) {
      int size = size(i);
      if (size == 0 || !isReadable(codePoint)) {
        return false;
      }
      i += size;
    }
    return length > 0;
  }

  /** Hands out the characters; a byte that is no UTF-8 counts as one of Latin-1. */
  void read(Sink sink) {
    int i = 0;
    while (i < length) {
      int size = size(i);
      if (size == 0) {
        sink.character(at(i), starts[i], ends[i]);
        i++;
      } else {
        int last = i + size - 1;
        sink.character(codePoint, Math.min(starts[i], starts[last]), Math.max(ends[i], ends[last]));
        i += size;
      }
    }
  }

  /** How many bytes make the character that begins here, 0 if none; leaves it in a field. */
  private int size(int at) {
    int lead = at(at);
    int size = sizeOf(lead);
    if (size == 0 || at + size > length) {
      return 0;
    }
    int value = size == 1 ? lead : lead & (0x7F >> size);
    for (int i = at + 1; i < at + size; i++) {
      if ((at(i) & 0xC0) != 0x80) {
        return 0;
      }
      value = (value << 6) | (at(i) & 0x3F);
    }
    if (!isCharacter(value, size)) {
      return 0;
    }
    codePoint = value;
    return size;
  }

  /** How many bytes make the character that begins with this one, 0 if none begins so. */
  static int sizeOf(int lead) {
    int size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return lead > 0xF4 ? 0 : size;
  }

  /** Whether so many bytes of UTF-8 may stand for this value. */
  static boolean isCharacter(int value, int size) {
    boolean overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    boolean surrogate = value >= 0xD800 && value <= 0xDFFF;
    return !overlong && !surrogate && value <= Character.MAX_CODE_POINT;
  }
}
