package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads rows of digits written as words, in seven languages, also in pairs ({@code dix-sept,
 * forty-one}). Words such as "dash" put the sign in; "double" and "triple" repeat what follows.
 * Shorter rows are prose.
 */
final class SpelledDigits {
  private static final int MIN_DIGITS = 5;

  /** What rows with numbers above nine have at least: years and amounts are shorter. */
  private static final int MIN_PAIRED = 8;

  private static final int MAX_WORDS = 24;
  private static final int MAX_WORD = 18;
  private static final int MAX_GAP = 3;

  private final ScannedText text;
  private final Edits edits;

  /** Start, end and value of each number of the row at hand. */
  private IntList row = new IntList();

  private SpelledDigits(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.DIGIT);
    // WHY: two are the least that a row of five has among the words that are anchors.
    if (hits.size() >= 4 || (found.isProbing() && !hits.isEmpty())) {
      new SpelledDigits(found).read(hits);
    }
  }

  private void read(IntList hits) {
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      if (start >= taken && !text.insideWord(start)) {
        taken = row(start);
      }
    }
    edits.read();
  }

  /** Reads the row around a word, and returns its end. */
  private int row(int start) {
    row = new IntList();
    int at = start;
    int before = wordBefore(at);
    for (int i = 0; i < MAX_WORDS && before >= 0; i++) {
      at = before;
      before = wordBefore(at);
    }
    int digits = 0;
    boolean paired = false;
    int end = at;
    while (at >= 0) {
      end = wordEnd(at);
      int value = SpelledNumbers.value(text, at, end);
      if (value == SpelledNumbers.NONE) {
        break;
      }
      boolean joint = value == SpelledNumbers.AND;
      if (joint && !row.isEmpty() && !SpelledNumbers.isTens(row.get(row.size() - 1))) {
        break;
      }
      if (!joint && !joinsPair(value, end)) {
        row.add(at);
        row.add(end);
        row.add(value);
      }
      at = wordAfter(end);
    }
    for (int i = 2; i < row.size(); i += 3) {
      digits += SpelledNumbers.digits(row.get(i));
      paired |= SpelledNumbers.isNumber(row.get(i)) && SpelledNumbers.plain(row.get(i)) >= 10;
    }
    if (digits >= (paired ? MIN_PAIRED : MIN_DIGITS)) {
      rewrite();
    }
    return end;
  }

  /** Adds a number to the tens that came right before. */
  private boolean joinsPair(int value, int end) {
    int last = row.size() - 1;
    int tens = row.isEmpty() ? SpelledNumbers.NONE : row.get(last);
    int sum = SpelledNumbers.sum(tens, value);
    if (sum == SpelledNumbers.NONE) {
      return false;
    }
    row.set(last, sum);
    row.set(last - 1, end);
    return true;
  }

  /** Start of the row of digit words that ends at a position; the position if none does. */
  static int openRow(ScannedText text, int position) {
    var search = new SpelledDigits(Found.probe(text));
    int start = position;
    for (int before = search.wordBefore(start); before >= 0; before = search.wordBefore(start)) {
      start = before;
    }
    return start;
  }

  private void rewrite() {
    int repeat = 1;
    int from = row.get(0);
    for (int i = 0; i < row.size(); i += 3) {
      int end = row.get(i + 1);
      int value = row.get(i + 2);
      if (value == SpelledNumbers.DOUBLE || value == SpelledNumbers.TRIPLE) {
        repeat = value == SpelledNumbers.DOUBLE ? 2 : 3;
        continue;
      }
      for (int times = 0; times < repeat; times++) {
        if (value == SpelledNumbers.DASH) {
          edits.replace(from, end, '-', View.SPELLED);
          continue;
        }
        int number = SpelledNumbers.plain(value);
        if (number >= 10) {
          edits.replace(from, end, '0' + number / 10, View.SPELLED);
        }
        edits.replace(from, end, '0' + number % 10, View.SPELLED);
      }
      repeat = 1;
      from = end;
    }
  }

  private int wordEnd(int start) {
    int end = start;
    while (end - start <= MAX_WORD && Character.isLetter(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == ',' || c == '\n' || c == '.';
  }

  private int wordAfter(int end) {
    int at = end;
    while (at - end <= MAX_GAP && isGap(text.at(at))) {
      at++;
    }
    return at > end && Character.isLetter(text.at(at)) ? at : -1;
  }

  /** Start of the digit word before, or -1. */
  private int wordBefore(int start) {
    int end = start;
    while (start - end <= MAX_GAP && isGap(text.at(end - 1))) {
      end--;
    }
    int word = end;
    while (end - word <= MAX_WORD && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    boolean known =
        end < start
            && end - word <= MAX_WORD
            && SpelledNumbers.value(text, word, end) != SpelledNumbers.NONE;
    return known ? word : -1;
  }
}
