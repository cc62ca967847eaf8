package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Terms to be compared with what stands at a place of a text, by their first letter. Immutable. */
final class FoldedTerms {
  private final Map<Character, List<String>> byFirst = new HashMap<>();
  private final BitSet first = new BitSet();
  private final int longest;

  /** None of them blank. */
  FoldedTerms(List<String> terms) {
    int most = 1;
    for (String term : terms) {
      String folded = CaseFolding.fold(TextNormalizer.normalize(term));
      byFirst.computeIfAbsent(folded.charAt(0), _ -> new ArrayList<>()).add(folded);
      first.set(folded.charAt(0));
      most = Math.max(most, folded.length());
    }
    // INVARIANT: the longest first, so that the first that fits is the longest that fits.
    byFirst.values().forEach(list -> list.sort((a, b) -> b.length() - a.length()));
    this.longest = most;
  }

  int longest() {
    return longest;
  }

  /** Whether any term begins with the letter, in whatever case. */
  boolean mayBegin(char c) {
    return first.get(CaseFolding.fold(c));
  }

  /** Where the longest term that begins there ends, at the border of a word, or -1. */
  int endOfMatch(ScannedText text, int start) {
    for (String term : byFirst.getOrDefault(CaseFolding.fold(text.at(start)), List.of())) {
      int end = end(text, start, term);
      if (end >= 0 && !text.insideWord(end)) {
        return end;
      }
    }
    return -1;
  }

  /** A space of the term stands for any run of white space, as in anchors. */
  private static int end(ScannedText text, int start, String term) {
    int at = start;
    for (int i = 0; i < term.length(); i++) {
      if (term.charAt(i) == ' ') {
        int from = at;
        while (Character.isWhitespace(text.at(at))) {
          at++;
        }
        if (at == from) {
          return -1;
        }
      } else if (CaseFolding.fold(text.at(at)) == term.charAt(i)) {
        at++;
      } else {
        return -1;
      }
    }
    return at;
  }
}
