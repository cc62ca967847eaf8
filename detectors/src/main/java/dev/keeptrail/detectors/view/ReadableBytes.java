package dev.keeptrail.detectors.view;

/**
 * Whether bytes that come one after the other may be UTF-8 for characters that people read: what
 * {@link ByteText#isReadable()} says of all of them, as far as it can be said of the first. Keys
 * and long names are turned away by it after a few bytes, before anything is allocated. Confined to
 * one run.
 */
final class ReadableBytes {
  private int size;
  private int left;
  private int value;

  /** Whether it may still be so with the next byte; not to be asked again after a no. */
  boolean take(int octet) {
    if (left > 0) {
      value = (value << 6) | (octet & 0x3F);
      left--;
      return (octet & 0xC0) == 0x80
          && (left > 0 || (ByteText.isCharacter(value, size) && ByteText.isReadable(value)));
    }
    if (octet < 0x80) {
      return ByteText.isReadable(octet);
    }
    size = ByteText.sizeOf(octet);
    left = size - 1;
    value = octet & (0x7F >> size);
    return size > 0;
  }
}
