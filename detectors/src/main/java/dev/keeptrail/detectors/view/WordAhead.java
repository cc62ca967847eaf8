package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LettersAhead;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashSet;
import java.util.Set;

/**
 * The word that has begun behind a position in a text that goes on, as far as it is there. It tells
 * that what stands before the position does not go on with it, long before it ends.
 *
 * @param letters of ASCII, as they are written; none if something else stands there or nothing yet
 */
record WordAhead(String letters) {
  private static final WordBeginnings SIGNS = new WordBeginnings(signs());
  private static final WordBeginnings NUMBERS = new WordBeginnings(SpelledWords.all());

  /** A longer one says no more. */
  private static final int MAX_LENGTH = 24;

  private static Set<String> signs() {
    Set<String> signs = new HashSet<>(SignWords.ATS);
    signs.addAll(SignWords.DOTS);
    signs.addAll(SignWords.JOINTS.keySet());
    return signs;
  }

  /**
   * @param end up to where the text is final
   * @param ahead the letters that follow there
   */
  static WordAhead at(ScannedText text, int position, int end, LettersAhead ahead) {
    int stop = position;
    while (stop < end
        && stop - position < MAX_LENGTH
        && CharacterKinds.isAsciiLetter(text.charAt(stop))) {
      stop++;
    }
    String letters = text.subSequence(position, stop).toString();
    return new WordAhead(stop == end ? letters + ahead.written() : letters);
  }

  /** Whether it may be a word for a sign of an address, or for one that joins a name. */
  boolean mayBeSign() {
    return letters.isEmpty() || SIGNS.mayBegin(letters);
  }

  /** Whether it may be a part of a number or code that is spelled out. */
  boolean mayBeNumber() {
    // WHY: capitals stand for themselves there, one alone or two of a country.
    boolean capitals = letters.length() <= 2 && letters.chars().allMatch(Character::isUpperCase);
    return capitals || NUMBERS.mayBegin(letters) || NUMBERS.mayBeGlued(letters);
  }

  /** Whether it is more than one letter that stands alone. */
  boolean isWord() {
    return letters.length() > 1;
  }
}
