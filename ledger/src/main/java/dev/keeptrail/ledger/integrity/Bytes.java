package dev.keeptrail.ledger.integrity;

import java.util.Arrays;

/** Bytes that are being written, and can be taken back. */
final class Bytes {
  private byte[] bytes;
  private int size;

  Bytes(int expected) {
    this.bytes = new byte[Math.max(16, expected)];
  }

  int size() {
    return size;
  }

  /** A character of ASCII. */
  void add(char one) {
    room(1);
    bytes[size++] = (byte) one;
  }

  void add(byte[] more) {
    add(more, 0, more.length);
  }

  void add(byte[] more, int start, int end) {
    room(end - start);
    System.arraycopy(more, start, bytes, size, end - start);
    size += end - start;
  }

  byte[] from(int start) {
    return Arrays.copyOfRange(bytes, start, size);
  }

  /** What is written so far, and room behind it; good until more is written. */
  byte[] shared() {
    return bytes;
  }

  void cut(int newSize) {
    size = newSize;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
