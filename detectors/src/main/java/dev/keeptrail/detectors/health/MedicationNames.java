package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Whether a word names a medicine: one of the common ones, or one that ends in a stem of the
 * international nonproprietary names ({@code -pril}, {@code -sartan}), with the ending of any
 * language behind it.
 */
final class MedicationNames {
  private static final Set<String> NAMES = Set.copyOf(ContextWords.anchors("medication"));
  private static final Set<String> STEMS = Set.copyOf(ContextWords.anchors("medication_stem"));

  private static final int MIN_STEM = 4;
  private static final int MAX_STEM = 9;

  /** A stem alone is no name: two letters stand in front of it at least. */
  private static final int MIN_FRONT = 2;

  private static final int MAX_WORD = 32;

  /** What languages put behind a stem, longest first. */
  private static final List<String> ENDINGS =
      List.of(
          "", "um", "em", "ом", "ами", "inę", "ę", "a", "e", "o", "u", "y", "i", "а", "у", "е", "ы",
          "и", "s");

  private MedicationNames() {}

  /** Whether the word of this range names one. */
  static boolean isOne(ScannedText text, int start, int end) {
    if (end - start < MIN_STEM || end - start > MAX_WORD) {
      return false;
    }
    String word = CaseFolding.fold(text.subSequence(start, end));
    return ENDINGS.stream()
        .filter(word::endsWith)
        .map(ending -> word.substring(0, word.length() - ending.length()))
        .anyMatch(base -> NAMES.contains(base) || endsInStem(base));
  }

  private static boolean endsInStem(String base) {
    int most = Math.min(MAX_STEM, base.length() - MIN_FRONT);
    for (int size = MIN_STEM; size <= most; size++) {
      if (STEMS.contains(base.substring(base.length() - size))) {
        return true;
      }
    }
    return false;
  }

  /** Start of the word, with hyphens in it, that ends here; the end itself where none does. */
  static int wordStart(ScannedText text, int end) {
    int start = end;
    while (end - start <= MAX_WORD && isPart(text, start - 1)) {
      start--;
    }
    return end - start > MAX_WORD ? end : start;
  }

  static int wordEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_WORD && isPart(text, end)) {
      end++;
    }
    return end - start > MAX_WORD ? start : end;
  }

  private static boolean isPart(ScannedText text, int at) {
    char c = text.at(at);
    boolean joint =
        c == '-' && Character.isLetter(text.at(at - 1)) && Character.isLetter(text.at(at + 1));
    return Character.isLetter(c) || CharacterKinds.isMark(c) || joint;
  }
}
