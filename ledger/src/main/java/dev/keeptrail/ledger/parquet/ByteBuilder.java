package dev.keeptrail.ledger.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow; numbers are little-endian, as Parquet has them. One thread. */
final class ByteBuilder extends OutputStream {
  private byte[] bytes;
  private int size;

  ByteBuilder(int capacity) {
    this.bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  ByteBuilder octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteBuilder int32(int value) {
    return octet(value).octet(value >> 8).octet(value >> 16).octet(value >> 24);
  }

  ByteBuilder int64(long value) {
    return int32((int) value).int32((int) (value >> Integer.SIZE));
  }

  /** Seven bits an octet, the lowest first; the value counts as unsigned. */
  ByteBuilder varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  ByteBuilder bytes(byte[] from, int start, int length) {
    room(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
    return this;
  }

  ByteBuilder append(ByteBuilder other) {
    return bytes(other.bytes, 0, other.size);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  @Override
  public void write(int value) {
    octet(value);
  }

  @Override
  public void write(byte[] from, int start, int length) {
    bytes(from, start, length);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }
}
