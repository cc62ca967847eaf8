package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.PigLatin;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;

/** Reads words whose first consonants stand behind them, with an ending that says so. */
final class PigLatinWords {
  private static final int MIN_COMMON = 2;
  private static final int MAX_WORD = 24;

  private PigLatinWords() {}

  static void read(Found found, Cues cues) {
    var near = new Neighbourhoods(found.text());
    near.hints(cues.words(CueWords.Kind.PIG_LATIN), 1);
    near.hints(cues.words(CueWords.Kind.PIG_LATIN_COMMON), MIN_COMMON);
    near.forEach((from, to) -> read(found, from, to));
  }

  private static void read(Found found, int from, int to) {
    ScannedText text = found.text();
    DecodedText form = found.begin(View.REVERSED, to - from);
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && CharacterKinds.isAsciiLetter(text.charAt(end))) {
        end++;
      }
      if (end == i) {
        form.put(text.charAt(i), i, i + 1);
        i++;
        continue;
      }
      String word = text.subSequence(i, end);
      String plain = end - i > MAX_WORD ? word : PigLatin.read(word.toLowerCase(Locale.ROOT));
      for (int letter = 0; letter < plain.length(); letter++) {
        form.put(plain.charAt(letter), i, end);
      }
      i = end;
    }
    found.add(form);
  }
}
