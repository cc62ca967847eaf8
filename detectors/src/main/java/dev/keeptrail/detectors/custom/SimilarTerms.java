package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds terms whose every word is within some edits of a word of the text. Short words allow fewer
 * edits than long ones, or every word would be like every other: none up to three characters, then
 * one for each four. Time is linear in the text for a given list: a word is compared with terms of
 * about its length only, and most are told apart by their letters before any distance is computed.
 */
final class SimilarTerms {
  private static final int LETTERS_PER_EDIT = 4;

  private final Map<Integer, List<Term>> byLength;
  private final UnspacedTerms unspaced;

  private SimilarTerms(Map<Integer, List<Term>> byLength, UnspacedTerms unspaced) {
    this.byLength = byLength;
    this.unspaced = unspaced;
  }

  /** Takes one similar term: where it is, and how similar (1 is equal). */
  interface Taker {
    void term(int start, int end, double score);
  }

  private record Term(List<Word> words, int length) {}

  /** A word of the text or of a term, folded, with the set of its letters as bits. */
  private record Word(String folded, int start, int end, int letters, int maxEdits) {
    static Word of(String folded, int start, int end, int maxDistance) {
      int letters = 0;
      for (int i = 0; i < folded.length(); i++) {
        letters |= 1 << (folded.charAt(i) & 31);
      }
      return new Word(
          folded, start, end, letters, SimilarTerms.maxEdits(folded.length(), maxDistance));
    }
  }

  static int maxEdits(int length, int maxDistance) {
    return Math.min(maxDistance, length / LETTERS_PER_EDIT);
  }

  static SimilarTerms of(List<String> terms, int maxDistance) {
    var byLength = new HashMap<Integer, List<Term>>();
    var unspaced = new ArrayList<String>();
    for (String term : terms) {
      ScannedText text = TextNormalizer.normalize(term);
      List<Word> words = words(text, maxDistance);
      if (words.isEmpty()) {
        continue;
      }
      if (words.size() == 1 && UnspacedTerms.isUnspaced(words.getFirst().folded())) {
        unspaced.add(words.getFirst().folded());
      }
      var known = new Term(words, words.stream().mapToInt(w -> w.folded().length()).sum());
      Word first = words.getFirst();
      int length = first.folded().length();
      for (int near = length - first.maxEdits(); near <= length + first.maxEdits(); near++) {
        byLength.computeIfAbsent(near, k -> new ArrayList<>()).add(known);
      }
    }
    return new SimilarTerms(Map.copyOf(byLength), new UnspacedTerms(unspaced, maxDistance));
  }

  private static List<Word> words(ScannedText text, int maxDistance) {
    var words = new ArrayList<Word>();
    int i = 0;
    while (i < text.length()) {
      int start = i;
      while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
        i++;
      }
      if (i > start) {
        words.add(Word.of(CaseFolding.fold(text.subSequence(start, i)), start, i, maxDistance));
      } else {
        i++;
      }
    }
    return words;
  }

  void find(ScannedText text, Taker taker) {
    List<Word> words = words(text, 0);
    for (int i = 0; i < words.size(); i++) {
      for (Term term : byLength.getOrDefault(words.get(i).folded().length(), List.of())) {
        int edits = edits(term, words, i);
        if (edits > 0) {
          Word last = words.get(i + term.words().size() - 1);
          taker.term(words.get(i).start(), last.end(), score(edits, term.length()));
        }
      }
    }
    unspaced.find(text, taker);
  }

  static double score(int edits, int length) {
    return 1 - (double) edits / Math.max(length, edits);
  }

  /** Edits between the term and the words from here on, or -1 if there are too many. */
  private static int edits(Term term, List<Word> words, int from) {
    if (from + term.words().size() > words.size()) {
      return -1;
    }
    int edits = 0;
    for (int i = 0; i < term.words().size(); i++) {
      Word wanted = term.words().get(i);
      Word word = words.get(from + i);
      if (!isPossible(wanted, word)) {
        return -1;
      }
      int distance = distance(wanted.folded(), word.folded(), wanted.maxEdits());
      if (distance > wanted.maxEdits()) {
        return -1;
      }
      edits += distance;
    }
    return edits;
  }

  private static boolean isPossible(Word wanted, Word word) {
    int longer = Math.abs(wanted.folded().length() - word.folded().length());
    int different = Integer.bitCount(wanted.letters() ^ word.letters());
    return longer <= wanted.maxEdits() && different <= 2 * wanted.maxEdits();
  }

  /** Levenshtein distance, or anything above {@code most} once that is certain. */
  static int distance(String one, String other, int most) {
    if (one.equals(other)) {
      return 0;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
    }
    return row[other.length()];
  }
}
