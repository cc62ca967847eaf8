package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads runs of Base64 and of hexadecimal digits that were written backwards or turned by thirteen
 * places after they were encoded. As with runs in order, what is not read by people is no run.
 */
final class TurnedRuns {
  private static final int MIN_BASE64 = 20;
  private static final int SHIFTS = 4;

  /** A first look that turns names and keys away before anything is allocated. */
  private static final int PROBE = 12;

  private final Found found;
  private final ScannedText text;
  private final int start;
  private final int end;
  private final boolean backwards;
  private final boolean rot13;

  private TurnedRuns(Found found, int start, int end, boolean backwards, boolean rot13) {
    this.found = found;
    this.text = found.text();
    this.start = start;
    this.end = end;
    this.backwards = backwards;
    this.rot13 = rot13;
  }

  /** Whether the run, which is none as it stands, is one when it is turned round or back. */
  static boolean read(Found found, int start, int end) {
    return end - start >= MIN_BASE64
        && (new TurnedRuns(found, start, end, true, false).read()
            || new TurnedRuns(found, start, end, false, true).read());
  }

  private boolean read() {
    if (hexadecimal()) {
      return true;
    }
    for (int shift = 0; shift < SHIFTS; shift++) {
      if (probe(shift) && add(base64(shift), View.BASE64)) {
        return true;
      }
    }
    return false;
  }

  private int place(int sign) {
    return backwards ? end - 1 - sign : start + sign;
  }

  private char sign(int place) {
    char c = text.charAt(place);
    return rot13 ? CueWords.rot13(c) : c;
  }

  /** Whether the first bytes may be those of something people read. */
  private boolean probe(int shift) {
    var readable = new ReadableBytes();
    int count = end - start;
    int bits = 0;
    int held = 0;
    int seen = 0;
    for (int sign = shift; sign < count && seen < PROBE; sign++) {
      int value = EncodedRuns.sextet(sign(place(sign)));
      if (value < 0) {
        continue;
      }
      bits = (bits << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        if (!readable.take((bits >> held) & 0xFF)) {
          return false;
        }
        seen++;
      }
    }
    return true;
  }

  private boolean hexadecimal() {
    int count = end - start;
    if (count % 2 != 0 || count < 2 * Cues.MIN_ENCODED_RUN) {
      return false;
    }
    for (int sign = 0; sign < count; sign += 2) {
      int value = octet(sign);
      if (value < 0 || (value < 0x80 && !ByteText.isReadable(value))) {
        return false;
      }
    }
    var bytes = new ByteText(count / 2);
    for (int sign = 0; sign < count; sign += 2) {
      int first = place(sign);
      int second = place(sign + 1);
      bytes.add(octet(sign), Math.min(first, second), Math.max(first, second) + 1);
    }
    return bytes.isWordy() && add(bytes, View.HEX);
  }

  /** What two hexadecimal digits stand for, or a number below 0. */
  private int octet(int sign) {
    return Escape.hexPair(sign(place(sign)), sign(place(sign + 1)));
  }

  /** The bytes, each with the place of its group of four signs. */
  private ByteText base64(int shift) {
    int count = end - start;
    var bytes = new ByteText(count * 3 / 4 + 3);
    int bits = 0;
    int signs = 0;
    int first = place(shift);
    for (int sign = shift; sign < count; sign++) {
      int place = place(sign);
      int value = EncodedRuns.sextet(sign(place));
      if (value < 0) {
        continue;
      }
      first = signs == 0 ? place : first;
      bits = (bits << 6) | value;
      signs++;
      if (signs == 4) {
        flush(bytes, bits, 3, first, place);
        signs = 0;
        bits = 0;
      }
    }
    if (signs > 1) {
      flush(bytes, bits << (6 * (4 - signs)), signs - 1, first, place(count - 1));
    }
    return bytes;
  }

  private static void flush(ByteText bytes, int bits, int count, int first, int last) {
    for (int i = 0; i < count; i++) {
      int octet = (bits >> (16 - 8 * i)) & 0xFF;
      bytes.add(octet, Math.min(first, last), Math.max(first, last) + 1);
    }
  }

  private boolean add(ByteText bytes, View view) {
    if (!bytes.isReadable()) {
      return false;
    }
    DecodedText form = found.begin(view, bytes.length());
    if (backwards) {
      form.turnRound();
    }
    bytes.read(form::put);
    found.add(form);
    return true;
  }
}
