package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/** Reads a run of noughts and ones, eight to a byte. */
final class Binary {
  private static final int MIN_BITS = 40;

  private Binary() {}

  static boolean read(Found found, int start, int end) {
    ScannedText text = found.text();
    if ((end - start) % Byte.SIZE != 0 || end - start < MIN_BITS) {
      return false;
    }
    var bytes = new ByteText((end - start) / Byte.SIZE);
    for (int at = start; at < end; at += Byte.SIZE) {
      int value = 0;
      for (int bit = at; bit < at + Byte.SIZE; bit++) {
        char c = text.charAt(bit);
        if (c != '0' && c != '1') {
          return false;
        }
        value = 2 * value + c - '0';
      }
      bytes.add(value, at, at + Byte.SIZE);
    }
    if (!bytes.isReadable()) {
      return false;
    }
    DecodedText form = found.begin(View.CHARACTER_CODES, bytes.length());
    bytes.read(form::put);
    found.add(form);
    return true;
  }
}
