package dev.keeptrail.detectors.citation;

import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordShingles;
import dev.keeptrail.detectors.text.WordShingles.Words;
import java.util.ArrayList;
import java.util.List;

/** What the model was given, as sequences of one, two and three words. Immutable. */
final class Sources {
  private static final int LONGEST = 3;

  /** Shorter words stand in any text and say nothing. */
  private static final int FEWEST_LETTERS = 4;

  /** From here on a character can be a word. */
  private static final char FIRST_IDEOGRAPH = 0x2E80;

  private final List<WordShingles> bySize;

  private Sources(List<WordShingles> bySize) {
    this.bySize = List.copyOf(bySize);
  }

  static Sources of(List<ScannedText> texts) {
    List<WordShingles> bySize = new ArrayList<>();
    for (int size = 1; size <= LONGEST; size++) {
      bySize.add(WordShingles.of(texts, size));
    }
    return new Sources(bySize);
  }

  /** Which part of the sequences in a range of the text stand in the sources, 0 to 1. */
  double share(ScannedText text, int start, int end) {
    Words words = WordShingles.words(text, start, end);
    int size = Math.min(LONGEST, words.count());
    if (size == 0) {
      return 0;
    }
    int all = words.count() - size + 1;
    int held = 0;
    for (int at = 0; at < all; at++) {
      held += bySize.get(size - 1).holds(words, at) ? 1 : 0;
    }
    return (double) held / all;
  }

  /** Which part of the words that say something stand in the sources, 0 to 1. */
  double groundedness(ScannedText text, Words words) {
    int all = 0;
    int held = 0;
    for (int at = 0; at < words.count(); at++) {
      if (says(text, words, at)) {
        all++;
        held += bySize.getFirst().holds(words, at) ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) held / all;
  }

  private static boolean says(ScannedText text, Words words, int at) {
    char first = text.charAt(words.start(at));
    return words.end(at) - words.start(at) >= FEWEST_LETTERS
        || first >= FIRST_IDEOGRAPH
        || Character.isDigit(first);
  }
}
