package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of a text, each behind the word that says what it is: a reading that detectors take for
 * any text. Confined to one scan.
 */
final class LabelledCells {
  /** Further than detectors look ahead for words. */
  private static final int APART = 40;

  private final ScannedText text;
  private @Nullable DecodedText reading;

  /** The characters that stand in values so far. */
  private final BitSet taken = new BitSet();

  LabelledCells(ScannedText text) {
    this.text = text;
  }

  /** All of them; nothing if there are none. */
  Optional<ScannedText> reading() {
    return Optional.ofNullable(reading).map(DecodedText::toText);
  }

  /**
   * Adds values that have one label. A value much shorter than its label is left out, and one that
   * stands in another that was added, so that all stays in proportion to the text.
   *
   * @param cells start and end of each, in turn
   */
  void add(String label, IntList cells) {
    String before = label + ": ";
    int written = 0;
    for (int i = 0; i < cells.size(); i += 2) {
      int start = cells.get(i);
      int end = cells.get(i + 1);
      if (before.length() <= 3 * (end - start) + 3 && isFree(start, end)) {
        taken.set(start, end);
        DecodedText out = out();
        put(out, before, start);
        out.keep(start, end);
        put(out, "\n", start);
        written++;
      }
    }
    // WHY: detectors look ahead too, and the next label is none of these values'. Without a value
    // there is no reading, or words that were put in would pass for the text's own.
    if (written > 0) {
      put(out(), "\n".repeat(APART), cells.get(0));
    }
  }

  /**
   * Adds one value that stands in parts, as one with commas between them.
   *
   * @param parts start and end of each, in turn
   */
  void addJoined(String label, IntList parts) {
    if (parts.size() == 0) {
      return;
    }
    int first = parts.get(0);
    int last = parts.get(parts.size() - 1);
    String before = label + ": ";
    if (before.length() > 3 * (last - first) + 3) {
      return;
    }
    DecodedText out = out();
    put(out, before, first);
    for (int i = 0; i < parts.size(); i += 2) {
      if (i > 0) {
        out.keepAs(',', parts.get(i - 1), parts.get(i));
      }
      out.keep(parts.get(i), parts.get(i + 1));
    }
    put(out, "\n", last - 1);
  }

  private boolean isFree(int start, int end) {
    int next = taken.nextSetBit(start);
    return next < 0 || next >= end;
  }

  private DecodedText out() {
    DecodedText out = reading;
    if (out == null) {
      out = new DecodedText(text, View.PLAIN, 256);
      out.turnRound();
      reading = out;
    }
    return out;
  }

  /** Words that stand for the place of a value; nothing found in them alone counts. */
  private static void put(DecodedText out, String words, int at) {
    for (int i = 0; i < words.length(); i++) {
      out.put(words.charAt(i), at, at + 1);
    }
  }
}
