package dev.keeptrail.detectors.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads Unicode tag characters in their places among visible ones. Who hides a text by a table of
 * ASCII leaves its accented letters and other scripts in sight; neither half makes sense alone.
 */
final class MixedTags {
  private static final int TAGS = 0xE0000;
  private static final char NOTHING = '\u00ad';

  private MixedTags() {}

  /** The texts, and one more with the letters that tags stand for and the visible ones. */
  static List<ScannedText> with(List<ScannedText> others, String original, char[] source) {
    char[] chars = source.clone();
    for (int i = 0; i + 1 < chars.length; i++) {
      int codePoint = Character.codePointAt(source, i);
      if (CharacterKinds.isTag(codePoint)) {
        chars[i] = (char) (codePoint - TAGS);
        chars[i + 1] = NOTHING;
        i++;
      }
    }
    var texts = new ArrayList<ScannedText>(others);
    texts.add(TextNormalizer.hidden(original, chars));
    return texts;
  }
}
