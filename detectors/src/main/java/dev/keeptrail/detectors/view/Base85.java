package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;

/**
 * Reads Base85 without signs around it, behind a word that says what it is or that something is to
 * be decoded: the alphabet of Ascii85, that of RFC 1924, which Git and Python use, and that of Z85
 * (ZeroMQ RFC 32). Each decoded character stands for the whole group of signs that encodes it.
 */
final class Base85 {
  private static final int REACH = 100;
  private static final int MIN_LENGTH = 15;
  private static final int MAX_LENGTH = 8_000;
  private static final int GROUP = 5;
  private static final int BYTES = 4;
  private static final int BASE = 85;
  private static final long LIMIT = 1L << 32;

  /** Longer words of prose and addresses are looked at for nothing else. */
  private static final int MIN_SIGNS = 3;

  private static final int[] ASCII85 = ascii85();
  private static final int[] RFC1924 =
      values(
          "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~");
  private static final int[] Z85 =
      values(
          "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#");

  private Base85() {}

  private static int[] ascii85() {
    int[] values = new int[128];
    Arrays.fill(values, -1);
    for (int i = 0; i < BASE; i++) {
      values['!' + i] = i;
    }
    return values;
  }

  private static int[] values(String alphabet) {
    int[] values = new int[128];
    Arrays.fill(values, -1);
    for (int i = 0; i < BASE; i++) {
      values[alphabet.charAt(i)] = i;
    }
    return values;
  }

  /** Reads the first run of it behind the word that ends here; returns where the search ended. */
  static int read(Found found, int from) {
    ScannedText text = found.text();
    int at = from;
    while (at - from < REACH && at < text.length()) {
      int end = at;
      int signs = 0;
      while (end - at < MAX_LENGTH && text.at(end) > ' ' && text.at(end) < 0x7F) {
        signs += Character.isLetterOrDigit(text.at(end)) ? 0 : 1;
        end++;
      }
      if (end - at >= MIN_LENGTH && signs >= MIN_SIGNS && word(found, at, end)) {
        return end;
      }
      at = end + 1;
    }
    return Math.min(at, from);
  }

  /** The word, or what quotation marks leave of it. */
  private static boolean word(Found found, int start, int end) {
    ScannedText text = found.text();
    char first = text.charAt(start);
    boolean quoted = first == '"' || first == '\'' || first == '`';
    int close = end;
    while (quoted && close > start && text.charAt(close - 1) != first) {
      close--;
    }
    return run(found, start, end, ASCII85)
        || run(found, start, end, RFC1924)
        || run(found, start, end, Z85)
        || (quoted
            && close - start > MIN_LENGTH
            && (run(found, start + 1, close - 1, ASCII85)
                || run(found, start + 1, close - 1, RFC1924)
                || run(found, start + 1, close - 1, Z85)));
  }

  private static boolean run(Found found, int start, int end, int[] values) {
    ScannedText text = found.text();
    var bytes = new ByteText((end - start) * BYTES / GROUP + BYTES);
    int at = start;
    while (at < end) {
      int count = Math.min(GROUP, end - at);
      long bits = 0;
      for (int i = 0; i < GROUP; i++) {
        int value = i < count ? values[text.charAt(at + i)] : BASE - 1;
        if (value < 0) {
          return false;
        }
        bits = bits * BASE + value;
      }
      if (bits >= LIMIT) {
        return false;
      }
      for (int i = 0; i < count - 1; i++) {
        int octet = (int) (bits >> (Byte.SIZE * (BYTES - 1 - i))) & 0xFF;
        if (octet < 0x80 && !ByteText.isReadable(octet)) {
          return false;
        }
        bytes.add(octet, at, at + count);
      }
      at += count;
    }
    if (!bytes.isReadable()) {
      return false;
    }
    DecodedText form = found.begin(View.BASE64, bytes.length());
    bytes.read(form::put);
    found.add(form);
    return true;
  }
}
