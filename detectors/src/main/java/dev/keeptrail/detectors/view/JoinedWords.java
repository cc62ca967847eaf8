package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads sentences whose words are joined by plus signs, hyphens or low lines instead of spaces, as
 * in the query of a URL or in a name, or by nothing but a capital at the start of each. Names of
 * fewer words stay what they are.
 */
final class JoinedWords {
  private static final int MIN_JOINTS = 3;

  /** Names in programs have up to four words. */
  private static final int MIN_CAPITALS = 4;

  private static final int MIN_LETTERS = 24;

  private JoinedWords() {}

  static void read(Found found, Cues cues) {
    IntList runs = cues.encodedRuns();
    var edits = new Edits(found);
    for (int i = 0; i < runs.size(); i += 2) {
      read(found.text(), runs.get(i), runs.get(i + 1), edits);
    }
    edits.read();
  }

  private static void read(ScannedText text, int start, int end, Edits edits) {
    int joints = 0;
    int capitals = 0;
    int words = 0;
    char sign = 0;
    for (int i = start + 1; i < end - 1; i++) {
      char c = text.charAt(i);
      if (CharacterKinds.isDigit(c)) {
        return;
      }
      if (!CharacterKinds.isAsciiLetter(c)) {
        boolean same = sign == 0 || c == sign;
        if (!same || c == '/' || !CharacterKinds.isAsciiLetter(text.charAt(i + 1))) {
          return;
        }
        sign = c;
        joints++;
      } else if (c <= 'Z') {
        capitals++;
        words += text.charAt(i - 1) >= 'a' ? 1 : 0;
      }
    }
    // WHY: a word of one letter makes two capitals in a row; in keys they are common.
    boolean alone = 4 * capitals <= 5 * words && end - start >= MIN_LETTERS;
    if (sign == 0 && words >= MIN_CAPITALS && alone) {
      part(text, start, end, edits);
    }
    for (int i = start + 1; i < end - 1 && joints >= MIN_JOINTS; i++) {
      if (text.charAt(i) == sign) {
        edits.replace(i, i + 1, ' ', sign == '+' ? View.PERCENT : View.SPACED);
      }
    }
  }

  private static void part(ScannedText text, int start, int end, Edits edits) {
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c <= 'Z') {
        // WHY: two for one place, for the space stands nowhere.
        edits.replace(i, i + 1, ' ', View.SPACED);
        edits.replace(i, i + 1, c, View.SPACED);
      }
    }
  }
}
