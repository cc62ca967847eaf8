package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads dumps of memory over several lines, as xxd, hexdump, od and Wireshark write them: each line
 * has an address, then bytes in hexadecimal digits by ones, twos or fours, then often the
 * characters once more. The next address says how many bytes a line has.
 */
final class HexDump {
  private static final int MIN_ADDRESS = 4;
  private static final int MAX_ADDRESS = 8;
  private static final int MAX_BYTES = 64;
  private static final int MAX_GROUP = 8;
  private static final int MAX_GAP = 4;
  private static final int MAX_LINE = 320;
  private static final int WORD = 4;

  private final Found found;
  private final ScannedText text;

  /** Start of each pair of digits. */
  private final IntList bytes = new IntList();

  /** Place of each byte among the characters behind its line, as long as every line has them. */
  private final IntList shown = new IntList();

  private boolean words = true;

  private HexDump(Found found) {
    this.found = found;
    this.text = found.text();
  }

  /** Reads the dump whose first address starts here, if one does; says where it ends. */
  static int read(Found found, int address) {
    return stands(found.text(), address) ? new HexDump(found).read(address) : address;
  }

  /** The first line may have words in front of it. */
  private static boolean stands(ScannedText text, int address) {
    return address == 0 || Character.isWhitespace(text.charAt(address - 1));
  }

  private int read(int start) {
    int address = start;
    int lines = 0;
    int most = 0;
    int end = start;
    while (true) {
      int from = addressEnd(address);
      if (from < 0 || (lines == 0 && !mayBeLine(from))) {
        break;
      }
      int next = nextLine(from);
      long count = next < 0 || addressEnd(next) < 0 ? most : value(next) - value(address);
      if (count <= 0 || count > MAX_BYTES) {
        break;
      }
      int here = bytes.size();
      int lineEnd = line(from, (int) count);
      boolean whole = bytes.size() - here == count;
      if (bytes.size() == here || (lines == 0 && !whole)) {
        break;
      }
      end = lineEnd;
      show(here, lineEnd);
      lines++;
      most = (int) count;
      if (!whole || next < 0) {
        break;
      }
      address = next;
    }
    if (lines > 1) {
      hand(false);
      if (words) {
        hand(true);
      }
      if (shown.size() == bytes.size()) {
        handShown();
      }
    }
    return end;
  }

  /** Where the bytes behind an address may begin, or -1 if it is none. */
  private int addressEnd(int start) {
    int end = start;
    while (end - start <= MAX_ADDRESS && Escape.hex(text.at(end)) >= 0) {
      end++;
    }
    int length = end - start;
    if (length < MIN_ADDRESS || length > MAX_ADDRESS) {
      return -1;
    }
    end = text.at(end) == ':' ? end + 1 : end;
    char after = text.at(end);
    return after == ' ' || after == '\t' || after == '\n' || end >= text.length() ? end : -1;
  }

  /**
   * Whether bytes stand behind the address, and behind them nothing, or what is set apart from
   * them. A stream that meets a card number is not to wait for the line below it.
   */
  private boolean mayBeLine(int from) {
    int at = from;
    for (int groups = 0; groups <= MAX_BYTES; groups++) {
      int start = at;
      while (start - at < MAX_GAP && isGap(text.at(start))) {
        start++;
      }
      int end = start;
      while (end - start <= MAX_GROUP && Escape.hex(text.at(end)) >= 0) {
        end++;
      }
      boolean group = end > start && (end - start) % 2 == 0 && end - start <= MAX_GROUP;
      if (!group || isSign(end)) {
        break;
      }
      at = end;
    }
    return at > from && (text.at(from - 1) == ':' || !isWordNext(at));
  }

  /** One blank, and a letter or digit behind it. */
  private boolean isWordNext(int at) {
    return text.at(at) == ' ' && CharacterKinds.isAsciiAlphanumeric(text.at(at + 1));
  }

  private long value(int start) {
    long value = 0;
    for (int i = start; Escape.hex(text.at(i)) >= 0; i++) {
      value = value * 16 + Escape.hex(text.at(i));
    }
    return value;
  }

  /** Where the next line begins, or -1. */
  private int nextLine(int from) {
    int at = from;
    while (at - from < MAX_LINE && at < text.length() && text.at(at) != '\n') {
      at++;
    }
    if (text.at(at) != '\n') {
      return -1;
    }
    at++;
    int start = at;
    while (at - start < MAX_GAP && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** Takes at most so many bytes, and returns where they end. */
  private int line(int from, int count) {
    int limit = bytes.size() + count;
    int at = from;
    while (bytes.size() < limit) {
      int start = at;
      while (start - at < MAX_GAP && isGap(text.at(start))) {
        start++;
      }
      int end = start;
      while (end - start <= MAX_GROUP && Escape.hex(text.at(end)) >= 0) {
        end++;
      }
      int length = end - start;
      boolean group = length > 0 && length % 2 == 0 && length <= MAX_GROUP && !isSign(end);
      if (!group || bytes.size() + length / 2 > limit) {
        break;
      }
      words &= length == WORD || bytes.size() + 1 == limit;
      for (int i = start; i < end; i += 2) {
        bytes.add(i);
      }
      at = end;
    }
    return at;
  }

  /** Notes where the characters of a line's bytes stand, if they do. */
  private void show(int first, int from) {
    int at = from;
    while (at - from < MAX_LINE && text.at(at) == ' ') {
      at++;
    }
    int count = bytes.size() - first;
    if (text.at(at) == '|') {
      at++;
    } else {
      // The line's own spaces look like those in front of its characters.
      for (int i = first; i < bytes.size() && octet(i) == ' ' && at > from; i++) {
        at--;
      }
    }
    for (int i = 0; i < count; i++) {
      char c = text.at(at + i);
      if (c != octet(first + i) && c != '.') {
        return;
      }
    }
    if (shown.size() == first) {
      for (int i = 0; i < count; i++) {
        shown.add(at + i);
      }
    }
  }

  private int octet(int index) {
    int at = bytes.get(index);
    return Escape.hexPair(text.charAt(at), text.charAt(at + 1));
  }

  /** What the characters behind the lines show belongs together as the bytes do. */
  private void handShown() {
    DecodedText form = found.begin(View.HEX, shown.size());
    for (int i = 0; i < shown.size(); i++) {
      int at = shown.get(i);
      form.put(octet(i), at, at + 1);
    }
    found.add(form);
  }

  private boolean isSign(int at) {
    return at < text.length() && !isGap(text.at(at)) && text.at(at) != '\n' && text.at(at) != '\r';
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\t' || c == '-';
  }

  /**
   * @param swapped whether the lower byte of each word comes first, as on most processors
   */
  private void hand(boolean swapped) {
    var all = new ByteText(bytes.size());
    for (int i = 0; i < bytes.size(); i++) {
      int index = swapped && (i ^ 1) < bytes.size() ? i ^ 1 : i;
      all.add(octet(index), bytes.get(index), bytes.get(index) + 2);
    }
    if (all.isReadable()) {
      DecodedText form = found.begin(View.HEX, all.length());
      all.read(form::put);
      found.add(form);
    }
  }
}
