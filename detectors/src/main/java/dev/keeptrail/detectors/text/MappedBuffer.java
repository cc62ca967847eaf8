package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.View;
import java.util.Arrays;
import java.util.BitSet;

/** Normalised characters while they are collected, each with its range in the original. */
final class MappedBuffer {
  private char[] chars;
  private int[] starts;
  private int[] ends;
  private int length;
  private final BitSet folded = new BitSet(0);

  MappedBuffer(int capacity) {
    chars = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  void add(char c, int start, int end) {
    if (length == chars.length) {
      int capacity = length * 2;
      chars = Arrays.copyOf(chars, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    chars[length] = c;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return chars[index];
  }

  int startAt(int index) {
    return starts[index];
  }

  int endAt(int index) {
    return ends[index];
  }

  /** The last character, or NUL. */
  char last() {
    return length == 0 ? '\0' : chars[length - 1];
  }

  /** Folds look-alikes in each word that mixes Latin letters with others. */
  void foldMixedWords() {
    int i = 0;
    while (i < length) {
      int start = i;
      boolean ascii = false;
      boolean other = false;
      while (i < length && Character.isLetterOrDigit(chars[i])) {
        ascii |= CharacterKinds.isAsciiLetter(chars[i]);
        other |= chars[i] >= 0x80;
        i++;
      }
      if (ascii && other) {
        foldWord(start, i);
      }
      i = Math.max(i, start + 1);
    }
  }

  private void foldWord(int start, int end) {
    boolean toLatin = true;
    boolean toCyrillic = true;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (CharacterKinds.isAsciiLetter(c)) {
        toCyrillic &= Confusables.toCyrillic(c) != c;
      } else if (Confusables.isCyrillic(c)) {
        toLatin &= Confusables.toLatin(c) != c;
      }
    }
    for (int i = start; i < end && (toLatin || toCyrillic); i++) {
      char c = toLatin ? Confusables.toLatin(chars[i]) : Confusables.toCyrillic(chars[i]);
      if (c != chars[i]) {
        chars[i] = c;
        folded.set(i);
      }
    }
  }

  ScannedText toText(String original) {
    return new ScannedText(original, chars, length, starts, ends, folded);
  }

  ScannedText toHidden(String original) {
    var reading = new Reading(View.HIDDEN, null, true);
    ScannedText text = toText(original);
    return text.readFrom(text, starts, ends, reading);
  }
}
