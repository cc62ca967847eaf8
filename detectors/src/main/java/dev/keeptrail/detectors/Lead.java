package dev.keeptrail.detectors;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/** Says where a finding may begin whose first trigger stands at a position or behind it. */
@FunctionalInterface
public interface Lead {
  /** At the trigger. */
  Lead NONE = (text, trigger) -> trigger;

  /**
   * Where the characters without white space around the trigger begin. Where words are written
   * without spaces, no more than a few of them belong to a value.
   */
  Lead TOKEN = (text, trigger) -> token(text, trigger, Lead.MAX_UNSPACED);

  /** The same in scripts of all kinds, for values that hold words of any. */
  Lead ANY_TOKEN = (text, trigger) -> token(text, trigger, Lead.MAX_TOKEN);

  /** The same, and up to two short words without small letters before it. */
  Lead CAPITALS = Lead::capitals;

  /** The longest token that anything is found in that begins before its trigger. */
  int MAX_TOKEN = 600;

  int MAX_CAPITALS = 8;

  /** As in {@code 粤B12345}, and some more for what names the value. */
  int MAX_UNSPACED = 8;

  /** The position, or an earlier one. Looks only at what comes before the trigger. */
  int start(ScannedText text, int trigger);

  /**
   * The same of what has come of a text, where a word stands behind its end, in no reading the sign
   * of an address, and the first trigger in that word or behind it.
   *
   * @param start what it is if anything may stand there
   */
  default int startBeforeWord(ScannedText text, int end, int start) {
    return start;
  }

  private static int token(ScannedText text, int trigger, int mostUnspaced) {
    int start = trigger;
    int unspaced = 0;
    while (trigger - start < MAX_TOKEN
        && start > 0
        && !Character.isWhitespace(text.charAt(start - 1))) {
      unspaced += CharacterKinds.isUnspaced(text.charAt(start - 1)) ? 1 : 0;
      if (unspaced > mostUnspaced) {
        break;
      }
      start--;
    }
    return start;
  }

  private static int capitals(ScannedText text, int trigger) {
    int start = TOKEN.start(text, trigger);
    for (int words = 0; words < 2 && start > 0; words++) {
      int end = start - 1;
      int word = end;
      boolean small = false;
      while (end - word <= MAX_CAPITALS && CharacterKinds.isPartOfWord(text.at(word - 1))) {
        word--;
        small |=
            Character.isLowerCase(text.at(word)) && CharacterKinds.isAsciiLetter(text.at(word));
      }
      boolean joins = word < end && end - word <= MAX_CAPITALS && (!small || end - word == 1);
      if (!joins) {
        break;
      }
      start = TOKEN.start(text, word);
    }
    return start;
  }
}
