package dev.keeptrail.detectors;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/** Says where a finding may begin whose first trigger stands at a position or behind it. */
@FunctionalInterface
public interface Lead {
  /** At the trigger. */
  Lead NONE = (text, trigger) -> trigger;

  /** Where the characters without white space around the trigger begin. */
  Lead TOKEN = Lead::token;

  /** The same, and up to two short words without small letters before it. */
  Lead CAPITALS = Lead::capitals;

  /** The longest token that anything is found in that begins before its trigger. */
  int MAX_TOKEN = 600;

  int MAX_CAPITALS = 8;

  /** The position, or an earlier one. Looks only at what comes before the trigger. */
  int start(ScannedText text, int trigger);

  private static int token(ScannedText text, int trigger) {
    int start = trigger;
    while (trigger - start < MAX_TOKEN
        && start > 0
        && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int capitals(ScannedText text, int trigger) {
    int start = token(text, trigger);
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
      start = token(text, word);
    }
    return start;
  }
}
