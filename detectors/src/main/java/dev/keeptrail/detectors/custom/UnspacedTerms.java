package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds terms within some edits in scripts that are written without spaces, where no border says
 * which characters to compare: by Sellers' algorithm, the table of the Levenshtein distance with a
 * free start, over each run of such characters. One column is kept, with the place where each
 * alignment began; time is the run's length times the term's.
 */
final class UnspacedTerms {
  private final List<Term> terms = new ArrayList<>();

  private record Term(String folded, int maxEdits) {}

  /**
   * @param folded folded terms without blanks; those too short for an edit are left out
   */
  UnspacedTerms(List<String> folded, int maxDistance) {
    for (String term : folded) {
      int maxEdits = SimilarTerms.maxEdits(term.length(), maxDistance);
      if (maxEdits > 0) {
        terms.add(new Term(term, maxEdits));
      }
    }
  }

  static boolean isUnspaced(String word) {
    return word.chars().allMatch(c -> isUnspaced((char) c));
  }

  private static boolean isUnspaced(char c) {
    return c >= 128 && Character.isLetterOrDigit(c) && !CharacterKinds.isPartOfWord(c);
  }

  void find(ScannedText text, SimilarTerms.Taker taker) {
    if (terms.isEmpty()) {
      return;
    }
    int i = 0;
    while (i < text.length()) {
      int start = i;
      while (i < text.length() && isUnspaced(text.charAt(i))) {
        i++;
      }
      if (i > start) {
        String run = CaseFolding.fold(text.subSequence(start, i));
        for (Term term : terms) {
          find(run, start, term, taker);
        }
      } else {
        i++;
      }
    }
  }

  /** Reports, of alignments that overlap, the one with the fewest edits. */
  private static void find(String run, int offset, Term term, SimilarTerms.Taker taker) {
    int length = term.folded().length();
    int[] edits = new int[length + 1];
    int[] starts = new int[length + 1];
    for (int i = 0; i <= length; i++) {
      edits[i] = i;
    }
    int best = term.maxEdits() + 1;
    int from = 0;
    int to = 0;
    for (int j = 1; j <= run.length(); j++) {
      column(run.charAt(j - 1), j, term.folded(), edits, starts);
      boolean apart = starts[length] >= to;
      if (best <= term.maxEdits() && apart) {
        report(offset, from, to, best, length, taker);
        best = term.maxEdits() + 1;
      }
      if (edits[length] < best) {
        best = edits[length];
        from = starts[length];
        to = j;
      }
    }
    if (best <= term.maxEdits()) {
      report(offset, from, to, best, length, taker);
    }
  }

  private static void column(char c, int j, String term, int[] edits, int[] starts) {
    int diagonal = edits[0];
    int diagonalStart = starts[0];
    edits[0] = 0;
    starts[0] = j;
    for (int i = 1; i <= term.length(); i++) {
      int replaced = diagonal + (term.charAt(i - 1) == c ? 0 : 1);
      int replacedStart = diagonalStart;
      diagonal = edits[i];
      diagonalStart = starts[i];
      int inserted = edits[i] + 1;
      int deleted = edits[i - 1] + 1;
      if (replaced <= inserted && replaced <= deleted) {
        edits[i] = replaced;
        starts[i] = replacedStart;
      } else if (inserted <= deleted) {
        edits[i] = inserted;
      } else {
        edits[i] = deleted;
        starts[i] = starts[i - 1];
      }
    }
  }

  /** An exact match is the shared pass's to report. */
  private static void report(
      int offset, int from, int to, int edits, int length, SimilarTerms.Taker taker) {
    if (edits > 0 && to > from) {
      taker.term(offset + from, offset + to, SimilarTerms.score(edits, length));
    }
  }
}
