package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.LettersAhead;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Where in a text that goes on a form could begin that only the rest shows: a row of characters or
 * words that has begun, a list of single characters, the sign in front of what the next word may
 * make an address, signs of Morse, and the white space in front of them all.
 */
final class OpenForms {
  private OpenForms() {}

  /**
   * The first position that a form may yet begin at.
   *
   * @param position up to where the text has been searched for cues
   * @param end up to where it is final
   * @param ahead what follows there
   */
  static int start(ScannedText text, int position, int end, LettersAhead ahead) {
    WordAhead word = WordAhead.at(text, position, end, ahead);
    int start = SpelledSigns.openSign(text, position, word);
    start = Math.min(start, SpelledDigits.openRow(text, position, word));
    start = Math.min(start, SpacedLetters.openRow(text, position, word));
    start = Math.min(start, NumberedItems.openRow(text, start));
    while (start > 0 && (text.charAt(start - 1) == '.' || text.charAt(start - 1) == '-')) {
      start--;
    }
    return start;
  }
}
