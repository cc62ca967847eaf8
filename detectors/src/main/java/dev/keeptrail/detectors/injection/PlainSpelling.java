package dev.keeptrail.detectors.injection;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How people write a word whose keyboard lacks its accents: without them, or with two letters. In
 * Arabic, an alef without the hamza it should carry.
 */
final class PlainSpelling {
  /** Shorter words say something else without their accents too often. */
  private static final int LEAST_LENGTH = 6;

  private PlainSpelling() {}

  /** The other spellings of a word, if it has letters with accents. */
  static Set<String> of(String word) {
    Set<String> spellings = new LinkedHashSet<>();
    add(spellings, word, word);
    add(spellings, word, word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"));
    String alefs = word.replace('أ', 'ا').replace('إ', 'ا').replace('آ', 'ا');
    if (alefs.length() >= LEAST_LENGTH && !alefs.equals(word)) {
      spellings.add(alefs);
    }
    return spellings;
  }

  private static void add(Set<String> spellings, String word, String written) {
    String plain =
        withoutMarks(Normalizer.normalize(written, Normalizer.Form.NFD))
            .replace("ß", "ss")
            .replace('ł', 'l')
            .replace('ı', 'i')
            .replace('ø', 'o')
            .replace('đ', 'd');
    boolean ascii = plain.chars().allMatch(letter -> letter < 0x80);
    if (ascii && plain.length() >= LEAST_LENGTH && !plain.equals(word)) {
      spellings.add(plain);
    }
  }

  private static String withoutMarks(String decomposed) {
    var kept = new StringBuilder();
    decomposed
        .codePoints()
        .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
