package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads sentences whose words are joined by plus signs, hyphens or low lines instead of spaces, as
 * in the query of a URL or in a name. Names of fewer words stay what they are.
 */
final class JoinedWords {
  private static final int MIN_JOINTS = 3;

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
      }
    }
    for (int i = start + 1; i < end - 1 && joints >= MIN_JOINTS; i++) {
      if (text.charAt(i) == sign) {
        edits.replace(i, i + 1, ' ', sign == '+' ? View.PERCENT : View.SPACED);
      }
    }
  }
}
