package dev.keeptrail.ledger.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Structures in Thrift's compact protocol, as far as Parquet's page headers and footers need them.
 * Fields of a structure come in the order of their numbers. One thread.
 */
final class ThriftWriter {
  static final int INT32 = 5;
  static final int TEXT = 8;
  static final int STRUCT = 12;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int INT64 = 6;
  private static final int LIST = 9;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_SHORT = 15;

  private final ByteBuilder out = new ByteBuilder(256);
  private final int[] fields = new int[MAX_DEPTH];
  private int depth;

  ThriftWriter int32(int field, int value) {
    field(field, INT32);
    number(value);
    return this;
  }

  ThriftWriter int64(int field, long value) {
    field(field, INT64);
    number(value);
    return this;
  }

  ThriftWriter flag(int field, boolean value) {
    field(field, value ? TRUE : FALSE);
    return this;
  }

  ThriftWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ThriftWriter bytes(int field, byte[] value) {
    field(field, TEXT);
    out.varint(value.length).bytes(value, 0, value.length);
    return this;
  }

  /** Begins a structure that is a field; {@link #end} ends it. */
  ThriftWriter begin(int field) {
    field(field, STRUCT);
    return begin();
  }

  /** Begins a structure that is an element of a list. */
  ThriftWriter begin() {
    fields[++depth] = 0;
    return this;
  }

  /** Ends the structure that was begun last, or the outermost one. */
  ThriftWriter end() {
    out.octet(0);
    depth = Math.max(0, depth - 1);
    return this;
  }

  /** Begins a list, whose elements follow. */
  ThriftWriter list(int field, int elements, int size) {
    field(field, LIST);
    if (size < MAX_SHORT) {
      out.octet(size << 4 | elements);
    } else {
      out.octet(MAX_SHORT << 4 | elements).varint(size);
    }
    return this;
  }

  ThriftWriter element(int value) {
    number(value);
    return this;
  }

  ThriftWriter element(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.varint(bytes.length).bytes(bytes, 0, bytes.length);
    return this;
  }

  /** An element that another writer has written. */
  ThriftWriter written(byte[] element) {
    out.bytes(element, 0, element.length);
    return this;
  }

  byte[] toBytes() {
    return out.toBytes();
  }

  private void field(int field, int type) {
    out.octet((field - fields[depth]) << 4 | type);
    fields[depth] = field;
  }

  private void number(long value) {
    out.varint((value << 1) ^ (value >> (Long.SIZE - 1)));
  }
}
