package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** What codes of bytes may hold beside UTF-8: compressed text (RFC 1950, 1952), UTF-16, UTF-32. */
final class Packed {
  /** The most that is unpacked from one run; what is packed tighter than text is no text. */
  private static final int MAX_UNPACKED = 1 << 20;

  private static final int MIN_HALVED = 8;

  /** The mark of UTF-16 (U+FEFF) as it comes in either order of bytes. */
  private static final int UPPER_FIRST = 0xFEFF;

  private static final int LOWER_FIRST = 0xFFFE;

  /** The first two bytes are a multiple of it (RFC 1950). */
  private static final int ZLIB_CHECK = 31;

  private Packed() {}

  /** Whether the first signs are those of a gzip or zlib head. */
  static boolean begins(ScannedText text, int start) {
    return (text.at(start) == 'H' && text.at(start + 1) == '4' && text.at(start + 2) == 's')
        || (text.at(start) == 'e' && (text.at(start + 1) == 'J' || text.at(start + 1) == 'N'));
  }

  /** Whether the first bytes in hexadecimal digits are those of a gzip or zlib head. */
  static boolean beginsInHex(ScannedText text, int start) {
    int first = Escape.hexPair(text.at(start), text.at(start + 1));
    int second = Escape.hexPair(text.at(start + 2), text.at(start + 3));
    boolean zlib = first == 0x78 && (first * 256 + second) % ZLIB_CHECK == 0;
    return zlib || (first == 0x1F && second == 0x8B);
  }

  /** Unpacked characters stand for the whole run: no part of it encodes one of them. */
  static boolean read(ByteText packed, Found found, View view, int start, int end) {
    int most = (int) Math.min(MAX_UNPACKED, found.allowance().left());
    byte[] bytes;
    try (InputStream in = open(packed)) {
      bytes = in.readNBytes(most + 1);
    } catch (IOException e) {
      // Not compressed after all, or broken: then there is nothing to read.
      return false;
    }
    var unpacked = new ByteText(bytes.length);
    for (int i = 0; i < Math.min(bytes.length, most); i++) {
      unpacked.add(bytes[i], start, end);
    }
    if (!unpacked.isReadable()) {
      return false;
    }
    if (bytes.length > most) {
      found.allowance().exceed();
    }
    DecodedText form = found.begin(view, unpacked.length());
    unpacked.read(form::put);
    found.add(form);
    return true;
  }

  private static InputStream open(ByteText packed) throws IOException {
    var in = new ByteArrayInputStream(packed.bytes());
    return packed.at(0) == 0x1F ? new GZIPInputStream(in) : new InflaterInputStream(in);
  }

  /** Whether the first two bytes, in one number, may be those of what {@link #halved} reads. */
  static boolean mayBeHalved(int first) {
    return isMark(first) || (first & 0xFF) == 0 || first >>> 8 == 0;
  }

  private static boolean isMark(int first) {
    return first == UPPER_FIRST || first == LOWER_FIRST;
  }

  /**
   * The low halves of UTF-16 for Latin text, in either order of its bytes, with or without the mark
   * that says which; empty if it is none. Twice, it is the characters of UTF-32.
   */
  static ByteText halved(ByteText bytes) {
    var low = new ByteText(bytes.length() / 2);
    if (bytes.length() < MIN_HALVED) {
      return low;
    }
    int first = bytes.at(0) << 8 | bytes.at(1);
    boolean marked = isMark(first);
    int upper = first == UPPER_FIRST || bytes.at(0) == 0 ? 0 : 1;
    for (int i = marked ? 2 : 0; i + 1 < bytes.length(); i += 2) {
      if (bytes.at(i + upper) != 0) {
        return new ByteText(0);
      }
      low.add(bytes.at(i + 1 - upper), bytes.start(i), bytes.endAt(i + 1));
    }
    return low;
  }
}
