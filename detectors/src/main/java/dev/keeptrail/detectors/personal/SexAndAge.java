package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Ages as hospitals write them, with a letter for the sex: {@code F/73}, {@code 42/M}, and {@code
 * 38M} behind a patient's name.
 */
final class SexAndAge {
  private static final int REACH = 48;

  /** What the openings of lenses are called. */
  private static final Set<String> OPENINGS =
      Set.of("1", "2", "4", "5", "8", "11", "16", "22", "32");

  private SexAndAge() {}

  /** The words, read when the first number of the kind comes. */
  private static final class Words {
    static final WordTable PATIENT = ContextWords.table("patient");
  }

  static boolean isOne(ScannedText text, int start, int end) {
    if (isSex(text.at(end)) && endsWord(text, end + 1)) {
      boolean parted = !CharacterKinds.joinsWord(text.at(start - 1)) && text.at(start - 1) != '$';
      return parted && Words.PATIENT.before(text, start, REACH);
    }
    if (end - start < 2) {
      return false;
    }
    if (text.at(end) == '/' && isSex(text.at(end + 1)) && endsWord(text, end + 2)) {
      return begins(text, start);
    }
    boolean led = text.at(start - 1) == '/' && isSex(text.at(start - 2)) && begins(text, start - 2);
    boolean opening = text.at(start - 2) == 'F' && OPENINGS.contains(text.subSequence(start, end));
    return led && !opening && endsWord(text, end);
  }

  private static boolean isSex(char c) {
    return c == 'M' || c == 'F';
  }

  private static boolean begins(ScannedText text, int at) {
    char before = text.at(at - 1);
    return before == '\0' || before <= ' ' || "(,:|[".indexOf(before) >= 0;
  }

  private static boolean endsWord(ScannedText text, int at) {
    char after = text.at(at);
    boolean fraction = after == '.' && CharacterKinds.isDigit(text.at(at + 1));
    return !CharacterKinds.joinsWord(after) && after != '/' && after != '-' && !fraction;
  }
}
