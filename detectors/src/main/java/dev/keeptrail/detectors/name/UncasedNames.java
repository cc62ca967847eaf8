package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;

/**
 * Names in Arabic, Hebrew and Devanagari, where no capital tells them from words: a given name of
 * our list followed by a family name of it or by another given name.
 */
final class UncasedNames {
  private static final double SCORE = 0.8;
  private static final int NAMES = WordClasses.GIVEN | WordClasses.FAMILY;

  private final Tokens tokens;
  private final WordClasses words;
  private final FindingSink sink;

  UncasedNames(Tokens tokens, WordClasses words, FindingSink sink) {
    this.tokens = tokens;
    this.words = words;
    this.sink = sink;
  }

  void detect() {
    int i = 0;
    while (i < tokens.count()) {
      int end = isName(i, WordClasses.GIVEN) ? end(i) : i;
      if (end - i > 1) {
        sink.add(
            tokens.start(i),
            tokens.end(end - 1),
            NameDetectors.PERSON,
            NameDetectors.PERSON_LABEL,
            SCORE,
            Evidence.TERM);
      }
      i = Math.max(i + 1, end);
    }
  }

  private int end(int first) {
    int end = first + 1;
    while (end - first < 4 && isName(end, NAMES)) {
      end++;
    }
    return end;
  }

  private boolean isName(int token, int classes) {
    return tokens.kind(token) == Tokens.UNCASED
        && !tokens.isMachine(token)
        && (words.of(tokens.hash(token)) & classes) != 0;
  }
}
