package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.EndReachedException;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads runs of hexadecimal digits and of Base64 (RFC 4648: either alphabet, padded or not, wrapped
 * or not, compressed or not) that decode to something people read. Each decoded character stands
 * for the whole group of signs that encodes it.
 */
final class EncodedRuns {
  private static final int MIN_BASE64 = 16;
  private static final int MAX_INDENT = 8;
  private static final int SHIFTS = 4;

  /** Of so many lines all that stand together are tried. */
  private static final int MAX_LINES = 6;

  /** A first look that turns ordinary words away before anything is allocated. */
  private static final int PROBE = 12;

  private final Found found;
  private final ScannedText text;
  private final Interleaved interleaved;

  private EncodedRuns(Found found) {
    this.interleaved = new Interleaved(found);
    this.found = found;
    this.text = found.text();
  }

  static void read(Found found, Cues cues) {
    new EncodedRuns(found).read(cues.encodedRuns());
  }

  private void read(IntList ranges) {
    int i = 0;
    while (i < ranges.size()) {
      int first = i;
      i += 2;
      while (i < ranges.size() && isWrap(ranges.get(i - 1), ranges.get(i))) {
        i += 2;
      }
      if (found.isProbing() && i == ranges.size()) {
        waitForWrap(ranges.get(i - 1));
      }
      lines(ranges, first, i);
    }
  }

  /**
   * Reads lines that may be a run which is wrapped. Where they are none together, a line before or
   * behind may be no more than a long word; of many lines, only the first and the last are tried
   * for that, and each by itself.
   */
  private void lines(IntList ranges, int from, int to) {
    int all = (to - from) / 2;
    for (int length = all; length > 1; length--) {
      for (int at = from; at + 2 * length <= to; at += 2) {
        if (run(ranges.get(at), ranges.get(at + 2 * length - 1))) {
          lines(ranges, from, at);
          lines(ranges, at + 2 * length, to);
          return;
        }
      }
      if (all > MAX_LINES && length < all) {
        break;
      }
    }
    for (int at = from; at < to; at += 2) {
      boolean ignored = run(ranges.get(at), ranges.get(at + 1));
    }
  }

  private boolean run(int start, int end) {
    return hexadecimal(start, end)
        || Binary.read(found, start, end)
        || base64(start, tail(end))
        || Base32.read(found, start, end)
        || TurnedRuns.read(found, start, end)
        || GroupedCodes.readRun(found, start, end)
        || interleaved.read(start, end);
  }

  /** In a text that goes on, the next line may turn out to belong to the run. */
  private void waitForWrap(int end) {
    int at = text.at(end) == '\r' ? end + 1 : end;
    if (text.at(at) != '\n') {
      return;
    }
    int line = at + 1;
    while (line - at <= MAX_INDENT && (text.at(line) == ' ' || text.at(line) == '\t')) {
      line++;
    }
    int last = line;
    while (last - line < Cues.MIN_ENCODED_RUN && sextet(text.at(last)) >= 0) {
      last++;
    }
    // WHY: a run is noted with the sign behind it, which the pass may not have read yet.
    if (last - line >= Cues.MIN_ENCODED_RUN) {
      throw new EndReachedException();
    }
  }

  private boolean isWrap(int from, int to) {
    int at = text.at(from) == '\r' ? from + 1 : from;
    if (text.at(at) != '\n' || to - at > MAX_INDENT) {
      return false;
    }
    at++;
    while (at < to && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at == to;
  }

  /** A wrapped run may end in a line too short to count as a run of its own. */
  private int tail(int end) {
    int at = text.at(end) == '\r' ? end + 1 : end;
    if (text.at(at) != '\n') {
      return end;
    }
    int last = at + 1;
    while (last - at <= Cues.MIN_ENCODED_RUN && sextet(text.at(last)) >= 0) {
      last++;
    }
    return text.at(last) == '=' && last > at + 1 ? last : end;
  }

  private boolean hexadecimal(int start, int end) {
    int from = text.at(start) == '0' && (text.at(start + 1) | 32) == 'x' ? start + 2 : start;
    if ((end - from) % 2 != 0) {
      return false;
    }
    if (wideHexadecimal(from, end)) {
      return true;
    }
    if (Packed.beginsInHex(text, from)) {
      return packedHexadecimal(from, end);
    }
    for (int i = from; i < end; i += 2) {
      int value = Escape.hexPair(text.charAt(i), text.charAt(i + 1));
      if (value < 0 || !(value >= 0x80 || ByteText.isReadable(value))) {
        return false;
      }
    }
    if (end - from < Cues.MIN_ENCODED_RUN) {
      return false;
    }
    var bytes = new ByteText((end - from) / 2);
    for (int i = from; i < end; i += 2) {
      bytes.add(Escape.hexPair(text.charAt(i), text.charAt(i + 1)), i, i + 2);
    }
    return bytes.isWordy() && add(bytes, View.HEX);
  }

  private boolean packedHexadecimal(int from, int end) {
    var bytes = new ByteText((end - from) / 2);
    for (int i = from; i < end; i += 2) {
      int value = Escape.hexPair(text.charAt(i), text.charAt(i + 1));
      if (value < 0) {
        return false;
      }
      bytes.add(value, i, i + 2);
    }
    return Packed.read(bytes, found, View.HEX, from, end);
  }

  /** Characters of two bytes each, the upper one nought, in either order. */
  private boolean wideHexadecimal(int start, int end) {
    int from = start + (isOrderMark(start) ? 4 : 0);
    boolean upperFirst = text.at(from) == '0' && text.at(from + 1) == '0';
    int upper = upperFirst ? from : from + 2;
    if ((end - from) % 4 != 0
        || end - from < 2 * Cues.MIN_ENCODED_RUN
        || text.charAt(upper) != '0') {
      return false;
    }
    var bytes = new ByteText((end - from) / 4);
    for (int i = upper; i < end; i += 4) {
      int low = upperFirst ? i + 2 : i - 2;
      int value = Escape.hexPair(text.charAt(low), text.charAt(low + 1));
      if (text.charAt(i) != '0' || text.charAt(i + 1) != '0' || value < 0) {
        return false;
      }
      bytes.add(value, Math.min(i, low), Math.max(i, low) + 2);
    }
    return add(bytes, View.HEX);
  }

  private boolean isOrderMark(int at) {
    int first = Escape.hexPair(text.at(at), text.at(at + 1));
    int second = Escape.hexPair(text.at(at + 2), text.at(at + 3));
    return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
  }

  private boolean add(ByteText bytes, View view) {
    if (!bytes.isReadable()) {
      return false;
    }
    DecodedText form = found.begin(view, bytes.length());
    bytes.read(form::put);
    found.add(form);
    return true;
  }

  /** Letters of a word before it may be glued to a run, so each place in a group may begin it. */
  private boolean base64(int start, int end) {
    if (end - start < MIN_BASE64 && text.at(end) != '=') {
      return false;
    }
    int shifts = end - start > MIN_BASE64 + SHIFTS ? SHIFTS : 1;
    for (int shift = 0; shift < shifts; shift++) {
      if (probe(start + shift, end) && base64At(start + shift, end)) {
        // WHY: what is repeated in a turned run may read as letters from its second sign on.
        boolean ignored = shift > 0 && TurnedRuns.read(found, start, end);
        return true;
      }
    }
    return false;
  }

  /** Whether the first bytes may be those of something people read, in UTF-8 or a wider code. */
  private boolean probe(int start, int end) {
    if (Packed.begins(text, start)) {
      return true;
    }
    var bytes = new ReadableBytes();
    boolean readable = true;
    int first = 0;
    int bits = 0;
    int held = 0;
    int seen = 0;
    for (int i = start; i < end && seen < PROBE; i++) {
      int value = sextet(text.charAt(i));
      if (value < 0) {
        continue;
      }
      bits = (bits << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        int octet = (bits >> held) & 0xFF;
        readable = readable && bytes.take(octet);
        first = seen < 2 ? (first << 8) | octet : first;
        seen++;
        boolean hopeless = octet < 0x80 && octet != 0 && !ByteText.isReadable(octet);
        if (hopeless || (!readable && seen > 1 && !Packed.mayBeHalved(first))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean base64At(int start, int end) {
    ByteText bytes = decode(start, end);
    if (Packed.begins(text, start)) {
      return Packed.read(bytes, found, View.BASE64, start, padded(end));
    }
    if (add(bytes, View.BASE64)) {
      return true;
    }
    ByteText wide = Packed.halved(bytes);
    return add(wide, View.BASE64) || add(Packed.halved(wide), View.BASE64);
  }

  private int padded(int end) {
    int padded = end;
    while (padded < end + 2 && text.at(padded) == '=') {
      padded++;
    }
    return padded;
  }

  /** The bytes, each with the place of its group of four signs. */
  private ByteText decode(int start, int end) {
    var bytes = new ByteText((end - start) * 3 / 4 + 3);
    int group = start;
    int bits = 0;
    int signs = 0;
    for (int i = start; i < end; i++) {
      int value = sextet(text.charAt(i));
      if (value < 0) {
        continue;
      }
      group = signs == 0 ? i : group;
      bits = (bits << 6) | value;
      signs++;
      if (signs == 4) {
        flush(bytes, bits, 3, group, i + 1);
        signs = 0;
        bits = 0;
      }
    }
    if (signs > 1) {
      flush(bytes, bits << (6 * (4 - signs)), signs - 1, group, padded(end));
    }
    return bytes;
  }

  private static void flush(ByteText bytes, int bits, int count, int start, int end) {
    for (int i = 0; i < count; i++) {
      bytes.add((bits >> (16 - 8 * i)) & 0xFF, start, end);
    }
  }

  /** The value of a sign of either alphabet, -1 for others. */
  static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
