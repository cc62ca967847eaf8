package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads a run of Base32 (RFC 4648), in capitals or in small letters as host names have it. Each
 * decoded character stands for the whole group of signs that encodes it.
 */
final class Base32 {
  private static final int MIN_SIGNS = 16;
  private static final int GROUP = 8;
  private static final int BITS = 5;

  private final ScannedText text;
  private final int start;
  private final int end;

  private Base32(ScannedText text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
  }

  static boolean read(Found found, int start, int end) {
    return end - start >= MIN_SIGNS && new Base32(found.text(), start, end).read(found);
  }

  private boolean read(Found found) {
    var bytes = new ByteText((end - start) * BITS / Byte.SIZE);
    int shape = 0;
    int signs = 0;
    int group = start;
    int done = 0;
    long bits = 0;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        continue;
      }
      int value = value(c);
      shape = shape == 0 && CharacterKinds.isAsciiLetter(c) ? (c & 0x20) | 1 : shape;
      boolean otherCase = CharacterKinds.isAsciiLetter(c) && ((c & 0x20) | 1) != shape;
      if (value < 0 || otherCase) {
        return false;
      }
      group = signs == 0 ? at : group;
      bits = (bits << BITS) | value;
      if (++signs == GROUP) {
        if (!flush(bytes, bits, BITS, group, at + 1)) {
          return false;
        }
        done = bytes.length();
        signs = 0;
        bits = 0;
      }
    }
    if (signs > 0) {
      int count = signs * BITS / Byte.SIZE;
      boolean ignored = flush(bytes, bits << (BITS * (GROUP - signs)), count, group, padded());
    }
    return done > 0 && bytes.isReadable() && add(found, bytes);
  }

  private static boolean add(Found found, ByteText bytes) {
    DecodedText form = found.begin(View.BASE64, bytes.length());
    bytes.read(form::put);
    found.add(form);
    return true;
  }

  /** Takes the bytes of a group; false if no text has one of them. */
  private static boolean flush(ByteText bytes, long bits, int count, int from, int to) {
    boolean readable = true;
    for (int i = 0; i < count; i++) {
      int octet = (int) (bits >> (Byte.SIZE * (BITS - 1 - i))) & 0xFF;
      readable &= octet >= 0x80 || ByteText.isReadable(octet);
      bytes.add(octet, from, to);
    }
    return readable;
  }

  private int padded() {
    int padded = end;
    while (padded < end + GROUP && text.at(padded) == '=') {
      padded++;
    }
    return padded;
  }

  private static int value(char c) {
    if (c >= '2' && c <= '7') {
      return c - '2' + 26;
    }
    return CharacterKinds.isAsciiLetter(c) ? (c | 0x20) - 'a' : -1;
  }
}
