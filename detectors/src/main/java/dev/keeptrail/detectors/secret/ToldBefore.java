package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A password told before the word for it, as in {@code … is the password for the build box}. */
final class ToldBefore {
  private static final int MAX_WORDS = 3;
  private static final int MAX_WORD = 12;
  private static final String CLOSING = "\"'`»“”";

  /** What stands between; which of them are verbs does not matter, as the value is unmistakable. */
  private static final Set<String> LINKS =
      Set.of("is", "as", "ist", "als", "est", "comme", "es", "como", "è", "come", "é", "to", "är");

  private ToldBefore() {}

  /** The value that a sentence tells before the word that starts here; null for none. */
  static @Nullable ToldValue value(ScannedText text, int from, int word) {
    int at = word;
    for (int words = 0; words < MAX_WORDS && text.at(at - 1) == ' '; words++) {
      int end = at - 1;
      int start = end;
      while (end - start < MAX_WORD && CharacterKinds.isPartOfWord(text.at(start - 1))) {
        start--;
      }
      if (start == end) {
        return null;
      }
      if (LINKS.contains(CaseFolding.fold(text.subSequence(start, end)))) {
        return before(text, from, start);
      }
      at = start;
    }
    return null;
  }

  /** Where a value may begin whose word stands here or comes still. */
  static int lead(ScannedText text, int trigger) {
    int word = trigger;
    while (trigger - word < ToldValue.MOST && CharacterKinds.isPartOfWord(text.at(word - 1))) {
      word--;
    }
    ToldValue value = value(text, 0, word);
    return value == null ? trigger : value.start();
  }

  private static @Nullable ToldValue before(ScannedText text, int from, int link) {
    int end = link - 1;
    if (text.at(end) != ' ') {
      return null;
    }
    end -= CLOSING.indexOf(text.at(end - 1)) >= 0 ? 1 : 0;
    int start = end;
    while (start > from && end - start < ToldValue.MOST && text.at(start - 1) > ' ') {
      start--;
    }
    start += start < end && CLOSING.indexOf(text.at(start)) >= 0 ? 1 : 0;
    var value = new ToldValue(start, end);
    return value.isClear(text) && value.isUnmistakable(text, false) ? value : null;
  }
}
