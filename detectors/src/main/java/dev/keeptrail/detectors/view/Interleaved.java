package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads texts in which every other character is a filler, a letter always the same or some digit:
 * {@code ixgxnxoxrxe}, {@code i1g7n2o4r1e}. One long word that is written so brings the shorter
 * ones around it to light. Confined to one scan.
 */
final class Interleaved {
  /** Fewer turns are in codes and names by chance. */
  private static final int MIN_TURNS = 6;

  private static final int MIN_DIFFERENT = 4;

  /** How far the words of one text are looked for in either direction. */
  private static final int REACH = 2_000;

  private final Found found;
  private final ScannedText text;
  private int taken;

  Interleaved(Found found) {
    this.found = found;
    this.text = found.text();
  }

  /** Whether the run is such a word; then all that belong to it are read. */
  boolean read(int start, int end) {
    if (start < taken || end - start < 2 * MIN_TURNS - 1) {
      return false;
    }
    int first = first(start, end, start + 1) ? start + 1 : first(start, end, start) ? start : -1;
    if (first < 0) {
      return false;
    }
    char filler = text.charAt(first);
    int from = start;
    while (start - from < REACH && from > taken && fits(wordStart(from), from, filler)) {
      from = wordStart(from);
    }
    int to = end;
    while (to - end < REACH && to < text.length() && fits(to, wordEnd(to), filler)) {
      to = wordEnd(to);
    }
    var edits = new Edits(found);
    int at = from;
    while (at < to) {
      int next = wordEnd(at);
      drop(at, next, filler, edits);
      at = next;
    }
    edits.read();
    taken = to;
    return true;
  }

  /** Whether fillers stand there and in every other place of the run from there on. */
  private boolean first(int start, int end, int from) {
    char filler = text.charAt(from);
    // WHY: of nearly all words the first few characters say that they are none.
    for (int at = from; at < end; at += 2) {
      if (!isFiller(text.charAt(at), filler)) {
        return false;
      }
    }
    int other = from == start ? start + 1 : start;
    int different = 0;
    long seen = 0;
    for (int at = other; at < end; at += 2) {
      char c = text.charAt(at);
      if (!CharacterKinds.isAsciiLetter(c)) {
        return false;
      }
      long bit = 1L << ((c | 0x20) - 'a');
      different += (seen & bit) == 0 ? 1 : 0;
      seen |= bit;
    }
    return different >= MIN_DIFFERENT;
  }

  private static boolean isFiller(char c, char filler) {
    return c == filler || (CharacterKinds.isDigit(filler) && CharacterKinds.isDigit(c));
  }

  /** Whether the stretch is no word, or one in which every other character is a filler. */
  private boolean fits(int from, int to, char filler) {
    return !isWord(from) || to - from == 1 || offset(from, to, filler) >= 0;
  }

  /** Where in the word fillers begin: at its first character or its second; -1 for none. */
  private int offset(int from, int to, char filler) {
    for (int offset = 1; offset >= 0; offset--) {
      int at = from + offset;
      while (at < to && isFiller(text.charAt(at), filler)) {
        at += 2;
      }
      if (at >= to) {
        return offset;
      }
    }
    return -1;
  }

  private void drop(int from, int to, char filler, Edits edits) {
    int offset = isWord(from) ? offset(from, to, filler) : -1;
    boolean alone = to - from == 1;
    if (offset < 0 || (alone && offset == 1)) {
      return;
    }
    for (int at = from + offset; at < to; at += 2) {
      edits.drop(at, at + 1, View.SPACED);
    }
  }

  private boolean isWord(int at) {
    return CharacterKinds.isAsciiAlphanumeric(text.at(at));
  }

  private int wordEnd(int from) {
    boolean word = isWord(from);
    int end = from + 1;
    while (end < text.length() && isWord(end) == word && end - from < REACH) {
      end++;
    }
    return end;
  }

  private int wordStart(int to) {
    boolean word = isWord(to - 1);
    int start = to - 1;
    while (start > 0 && isWord(start - 1) == word && to - start < REACH) {
      start--;
    }
    return start;
  }
}
