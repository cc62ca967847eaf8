package dev.keeptrail.detectors.code;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much the lines of a block speak for each language. Confined to one block. */
final class Votes {
  private static final int ENOUGH = 2;

  private final Map<Language, Integer> counts = new EnumMap<>(Language.class);

  /** The language named first is the likelier one where several share a sign. */
  void add(List<Language> languages, int weight) {
    int share = 3;
    for (Language language : languages) {
      counts.merge(language, weight * share, Integer::sum);
      share = 2;
    }
  }

  /** The language with most votes, the one declared first of equals. */
  Language leader() {
    var best = Language.OTHER;
    int most = ENOUGH - 1;
    for (Map.Entry<Language, Integer> entry : counts.entrySet()) {
      if (entry.getKey() != Language.OTHER && entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }
}
