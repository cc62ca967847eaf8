package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads uuencoded text (IEEE Std 1003.1, uuencode): a line {@code begin} with a mode and a name,
 * lines that begin with their length, and one of length nought; and Base85 between {@code <~} and
 * {@code ~>}. Each decoded character stands for the whole group of signs that encodes it.
 */
final class Uuencode {
  private static final int MAX_NAME = 100;

  /** Of the word for Base85; that of a file's head is longer. */
  private static final int NAME = "base-85".length();

  private static final int LEAST_SIGN = 32;
  private static final int GROUP = 4;
  private static final int SEXTET = 6;
  private static final int WIDE_GROUP = 5;
  private static final int BASE = 85;

  /** Fewer bytes that no signs close are chance. */
  private static final int MIN_UNCLOSED = 12;

  private final Found found;
  private final ScannedText text;

  private Uuencode(Found found) {
    this.found = found;
    this.text = found.text();
  }

  static void read(Found found, Cues cues) {
    IntList words = cues.words(CueWords.Kind.ENCODED);
    var codes = new Uuencode(found);
    int done = 0;
    for (int i = 0; i < words.size(); i += 2) {
      if (words.get(i) >= done) {
        done =
            switch (found.text().charAt(words.get(i))) {
              case '<' -> codes.wide(words.get(i + 1));
              case 'b', 'B' ->
                  words.get(i + 1) - words.get(i) > NAME
                      ? codes.lines(words.get(i + 1))
                      : Base85.read(found, words.get(i + 1));
              default -> Base85.read(found, words.get(i + 1));
            };
      }
    }
  }

  /** Reads the lines behind a head; returns where they end. */
  private int lines(int head) {
    int at = head;
    while (at - head < MAX_NAME && text.at(at) != '\n' && text.at(at) != '\0') {
      at++;
    }
    var bytes = new ByteText(GROUP * GROUP);
    while (text.at(at) == '\n') {
      int line = at + 1;
      int size = value(text.at(line));
      int end = size <= 0 ? -1 : line(bytes, line + 1, size);
      if (end < 0) {
        break;
      }
      at = text.at(end) == '\r' ? end + 1 : end;
    }
    add(bytes);
    return at;
  }

  /** Reads one line of so many bytes; returns its end, or -1 where it is none. */
  private int line(ByteText bytes, int start, int size) {
    int at = start;
    int left = size;
    while (left > 0) {
      int bits = 0;
      for (int i = 0; i < GROUP; i++) {
        int value = value(text.at(at + i));
        if (value < 0) {
          return -1;
        }
        bits = (bits << SEXTET) | value;
      }
      for (int i = 0; i < Math.min(3, left); i++) {
        bytes.add((bits >> (2 * Byte.SIZE - Byte.SIZE * i)) & 0xFF, at, at + GROUP);
      }
      left -= 3;
      at += GROUP;
    }
    return at;
  }

  /** The value of a sign, where a grave accent stands for a space; -1 for others. */
  private static int value(char c) {
    return c < LEAST_SIGN || c > '`' ? -1 : (c - LEAST_SIGN) & 0x3F;
  }

  /** Reads Base85 up to its closing signs; returns where it ends. */
  private int wide(int start) {
    var bytes = new ByteText(GROUP * GROUP);
    int at = start;
    int signs = 0;
    int from = start;
    long bits = 0;
    while (isWide(text.at(at), signs)) {
      char c = text.at(at);
      boolean blank = Character.isWhitespace(c);
      boolean noughts = c == 'z';
      from = signs == 0 ? at : from;
      if (noughts) {
        flush(bytes, 0, GROUP, at, at + 1);
      } else if (!blank) {
        bits = bits * BASE + c - '!';
        if (++signs == WIDE_GROUP) {
          flush(bytes, bits, GROUP, from, at + 1);
          signs = 0;
          bits = 0;
        }
      }
      at++;
    }
    if (signs > 1) {
      for (int i = signs; i < WIDE_GROUP; i++) {
        bits = bits * BASE + BASE - 1;
      }
      flush(bytes, bits, signs - 1, from, at);
    }
    if (text.at(at) == '~' || bytes.length() >= MIN_UNCLOSED) {
      add(bytes);
    }
    return at;
  }

  /** A sign of a group, white space, or the letter that stands for four noughts. */
  private static boolean isWide(char c, int signs) {
    return (c >= '!' && c <= 'u') || Character.isWhitespace(c) || (c == 'z' && signs == 0);
  }

  private static void flush(ByteText bytes, long bits, int count, int from, int to) {
    for (int i = 0; i < count; i++) {
      bytes.add((int) (bits >> (Byte.SIZE * (GROUP - 1 - i))) & 0xFF, from, to);
    }
  }

  private void add(ByteText bytes) {
    if (bytes.length() > 0 && bytes.isReadable()) {
      DecodedText form = found.begin(View.BASE64, bytes.length());
      bytes.read(form::put);
      found.add(form);
    }
  }
}
