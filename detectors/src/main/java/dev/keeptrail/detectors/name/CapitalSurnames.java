package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;

/**
 * Names with the family name in capitals, as reports and forms have them: {@code HOFBAUER Vroni},
 * {@code Vroni HOFBAUER}. The given name must be one that the lists know, and no other word.
 */
final class CapitalSurnames {
  private static final double SCORE = 0.7;
  private static final int LEAST = 3;
  private static final int LEAST_BEHIND = 5;
  private static final int MAX_GIVEN = 3;

  private final Tokens tokens;
  private final Gazetteer lists;
  private final FindingSink sink;

  CapitalSurnames(Tokens tokens, Gazetteer lists, FindingSink sink) {
    this.tokens = tokens;
    this.lists = lists;
    this.sink = sink;
  }

  void detect() {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i) == Tokens.UPPER && isSurname(i)) {
        int last = i;
        while (last - i < MAX_GIVEN && tokens.followsBlank(last + 1) && isGiven(last + 1)) {
          last++;
        }
        boolean before = last == i && tokens.length(i) >= LEAST_BEHIND && isGiven(i - 1);
        if (last > i) {
          report(i, last);
        } else if (before && tokens.followsBlank(i)) {
          report(i - 1, i);
        }
      }
    }
  }

  private boolean isSurname(int i) {
    return tokens.length(i) >= LEAST
        && !tokens.isMachine(i)
        && !tokens.isGlued(i + 1)
        && !lists.common().has(tokens.base(i));
  }

  private boolean isGiven(int i) {
    return tokens.kind(i) == Tokens.CAPITALIZED
        && tokens.length(i) >= LEAST
        && !tokens.isMachine(i)
        && lists.first().has(tokens.base(i))
        && !lists.common().has(tokens.base(i))
        && !lists.place().has(tokens.base(i));
  }

  private void report(int first, int last) {
    sink.add(
        tokens.start(first),
        tokens.end(last),
        NameDetectors.PERSON,
        NameDetectors.PERSON_LABEL,
        SCORE,
        Evidence.TERM);
  }
}
