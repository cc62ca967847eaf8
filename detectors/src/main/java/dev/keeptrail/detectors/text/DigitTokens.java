package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Hits;

/**
 * The runs of ASCII letters and digits in a text that hold a digit, each once and whole. All of
 * them together cost time linear in the text.
 */
public final class DigitTokens {
  private DigitTokens() {}

  /** Takes the range of one token. */
  @FunctionalInterface
  public interface Taker {
    void token(int start, int end);
  }

  /** Hands over the tokens of at least and at most so many characters. */
  public static void each(ScannedText text, Hits hits, int min, int max, Taker taker) {
    if (hits.digitTokens() == 0) {
      collect(text, hits);
    }
    for (int i = 0; i < hits.digitTokens(); i++) {
      int length = hits.digitTokenEnd(i) - hits.digitTokenStart(i);
      if (length >= min && length <= max) {
        taker.token(hits.digitTokenStart(i), hits.digitTokenEnd(i));
      }
    }
  }

  private static void collect(ScannedText text, Hits hits) {
    int done = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      if (start < done) {
        continue;
      }
      while (start > done && CharacterKinds.isAsciiAlphanumeric(text.charAt(start - 1))) {
        start--;
      }
      int end = hits.digitRunEnd(run);
      while (CharacterKinds.isAsciiAlphanumeric(text.at(end))) {
        end++;
      }
      done = end;
      hits.addDigitToken(start, end);
    }
  }
}
