package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads uncontracted Braille with the signs of Unified English Braille for digits and addresses.
 */
final class Braille {
  private static final int FIRST = 0x2800;
  private static final int MIN_CELLS = 5;
  private static final String LETTERS =
      "a\u2801b\u2803c\u2809d\u2819e\u2811f\u280bg\u281bh\u2813i\u280aj\u281ak\u2805l\u2807m\u280dn\u281do\u2815p\u280fq\u281fr\u2817s\u280e"
          + "t\u281eu\u2825v\u2827w\u283ax\u282dy\u283dz\u2835.\u2832-\u2824,\u2802;\u2806:\u2812?\u2826!\u2816'\u2804";
  private static final char NUMBER = '\u283c';
  private static final char CAPITAL = '\u2820';
  private static final char AT_PREFIX = '\u2808';
  private static final char AT = '\u2801';
  private static final char[] CELLS = cells();

  private Braille() {}

  private static char[] cells() {
    char[] cells = new char[256];
    for (int i = 0; i < LETTERS.length(); i += 2) {
      cells[LETTERS.charAt(i + 1) - FIRST] = LETTERS.charAt(i);
    }
    return cells;
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.BRAILLE);
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      if (hits.get(hit) >= taken) {
        taken = run(found, hits.get(hit), taken);
      }
    }
  }

  private static boolean isCell(char c) {
    return c > FIRST && c < FIRST + CELLS.length;
  }

  /** Reads the cells around a place, and returns their end. */
  private static int run(Found found, int place, int taken) {
    ScannedText text = found.text();
    int start = place;
    while (start > taken && isCell(text.at(start - 1))) {
      start--;
    }
    int end = start;
    while (isCell(text.at(end))
        || (Character.isWhitespace(text.at(end)) && isCell(text.at(end + 1)))) {
      end++;
    }
    DecodedText form = found.begin(View.CHARACTER_CODES, end - start);
    boolean number = false;
    boolean capital = false;
    int pending = start;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (c == NUMBER || c == CAPITAL) {
        number = c == NUMBER;
        capital = c == CAPITAL;
      } else if (c == AT_PREFIX && text.at(at + 1) == AT) {
        at++;
        form.put('@', pending, at + 1);
        pending = at + 1;
      } else {
        char letter = isCell(c) ? CELLS[c - FIRST] : ' ';
        boolean digit = number && letter >= 'a' && letter <= 'j';
        number = digit;
        int shown = digit ? '0' + (letter - 'a' + 1) % 10 : letter;
        form.put(capital ? Character.toUpperCase(shown) : shown, pending, at + 1);
        capital = false;
        pending = at + 1;
      }
    }
    if (end - start >= MIN_CELLS) {
      found.add(form);
    }
    return end;
  }
}
