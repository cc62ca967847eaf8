package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.IntList;
import java.util.ArrayList;
import java.util.List;

/** What a row of words says, sign by sign and number by number. */
final class SpelledReading {
  /** "Once" behind figures is a word of prose; "double" is none. */
  private static final int TELLING = 2;

  private final SpelledNumbers numbers;

  /** The first and the last word of each part. */
  private final IntList froms = new IntList();

  private final IntList tos = new IntList();

  /** What it stands for; empty for figures, which stay as they are. */
  private final List<String> said = new ArrayList<>();

  private int signs;
  private int spelled;
  private int words;

  SpelledReading(SpelledRow row, int first, int last) {
    this.numbers = new SpelledNumbers(row);
    int repeat = 1;
    int word = first;
    while (word <= last) {
      int value = row.value(word);
      if (value >= SpelledText.FIGURES) {
        signs += value == SpelledText.COUNTRY ? 0 : value - SpelledText.FIGURES;
        add(word, word, "");
        word++;
      } else if (SpelledWords.kind(value) == SpelledWords.REPEAT) {
        repeat = SpelledWords.number(value);
        words += TELLING;
        word++;
      } else if (SpelledWords.kind(value) == SpelledWords.FILLER) {
        word++;
      } else {
        String sign = numbers.read(word);
        String all = sign.repeat(repeat);
        boolean letter = sign.length() == 1 && Character.isLetter(sign.charAt(0));
        boolean counts =
            Character.isLetterOrDigit(sign.charAt(0)) && !(letter && row.isWritten(word));
        signs += counts ? all.length() : 0;
        spelled += counts ? all.length() : 0;
        words += counts && !row.isFigure(word) ? 1 : 0;
        add(word, numbers.end() - 1, all);
        word = numbers.end();
        repeat = 1;
      }
    }
  }

  private void add(int from, int to, String text) {
    froms.add(from);
    tos.add(to);
    said.add(text);
  }

  int count() {
    return said.size();
  }

  int from(int part) {
    return froms.get(part);
  }

  int to(int part) {
    return tos.get(part);
  }

  /** Whether a part is written in figures. */
  boolean isWritten(int part) {
    return said.get(part).isEmpty();
  }

  String said(int part) {
    return said.get(part);
  }

  /** How many digits and letters there are. */
  int signs() {
    return signs;
  }

  /** How many of them are said in words, or stand alone. */
  int spelled() {
    return spelled;
  }

  /** Whether it takes more than one word of prose beside figures to say this. */
  boolean isTelling() {
    return words >= TELLING;
  }
}
