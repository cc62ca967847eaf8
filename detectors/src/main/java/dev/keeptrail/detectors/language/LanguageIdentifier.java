package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CharacterTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says which language a text is written in: by its script, and within a script by runs of letters.
 * Looks at the first {@value #SAMPLE} characters. Stateless; safe to share.
 */
public final class LanguageIdentifier {
  /** How much of a text is looked at. */
  static final int SAMPLE = 4_096;

  /** With fewer letters anything could be said. */
  private static final int FEWEST_LETTERS = 12;

  /** Ideographs and syllables say more than letters do. */
  private static final int FEWEST_SIGNS = 3;

  /** Enough to be as sure as one gets. */
  private static final int MOST_LETTERS = 600;

  private static final char FIRST_AFTER_LATIN = 0x250;

  private static final int LOWEST_SHARE = 40;
  private static final int HALF_SURE = 150;

  private final LanguageModel model;

  /** With a model that need not be the bundled one. */
  public LanguageIdentifier(LanguageModel model) {
    this.model = model;
  }

  /** With the model in this archive, read when first wanted. */
  public static LanguageIdentifier bundled() {
    return new LanguageIdentifier(LanguageModel.bundled());
  }

  /**
   * What a text is written in.
   *
   * @param code ISO 639-1
   * @param confidence 0 to 1; grows with the lead over the next best language
   */
  public record Identified(String code, double confidence) {}

  /** Empty for texts that are too short, or in a script whose languages are not known. */
  public Optional<Identified> identify(CharSequence text) {
    String sample = text.subSequence(0, Math.min(text.length(), SAMPLE)).toString();
    Map<Character.UnicodeScript, Integer> letters = scripts(sample);
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    Character.UnicodeScript script = mostUsed(letters);
    int share = all == 0 ? 0 : letters.getOrDefault(script, 0) * 100 / all;
    if (share < LOWEST_SHARE) {
      return Optional.empty();
    }
    Optional<String> only = Languages.of(script);
    if (only.isPresent()) {
      return all < FEWEST_SIGNS
          ? Optional.empty()
          : Optional.of(new Identified(only.get(), share / 100.0));
    }
    return all < FEWEST_LETTERS ? Optional.empty() : byLetters(sample, script);
  }

  /** Letters by script; kana make all ideographs Japanese. */
  private static Map<Character.UnicodeScript, Integer> scripts(String sample) {
    var letters = new EnumMap<Character.UnicodeScript, Integer>(Character.UnicodeScript.class);
    int latin = 0;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (c < 128) {
        latin += CharacterKinds.isAsciiLetter(c) ? 1 : 0;
      } else if (c < FIRST_AFTER_LATIN) {
        latin += (CharacterTable.bits(c) & CharacterTable.LETTER) != 0 ? 1 : 0;
      } else if ((CharacterTable.bits(c) & CharacterTable.LETTER) != 0) {
        letters.merge(scriptOf(c), 1, Integer::sum);
      }
    }
    if (latin > 0) {
      letters.merge(Character.UnicodeScript.LATIN, latin, Integer::sum);
    }
    int kana =
        letters.getOrDefault(Character.UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(Character.UnicodeScript.KATAKANA, 0);
    int ideographs = letters.getOrDefault(Character.UnicodeScript.HAN, 0);
    if (kana * 10 > ideographs) {
      letters.remove(Character.UnicodeScript.HAN);
      letters.remove(Character.UnicodeScript.KATAKANA);
      letters.put(Character.UnicodeScript.HIRAGANA, kana + ideographs);
    }
    return letters;
  }

  private static Character.UnicodeScript scriptOf(char c) {
    return c < FIRST_AFTER_LATIN ? Character.UnicodeScript.LATIN : Character.UnicodeScript.of(c);
  }

  /** Signs that stand for syllables or words count for more letters than one. */
  private static Character.UnicodeScript mostUsed(Map<Character.UnicodeScript, Integer> letters) {
    Character.UnicodeScript best = Character.UnicodeScript.COMMON;
    int most = 0;
    for (Map.Entry<Character.UnicodeScript, Integer> entry : letters.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }

  private Optional<Identified> byLetters(String sample, Character.UnicodeScript script) {
    int[] columns = Languages.columns(script);
    if (columns[0] == columns[1]) {
      return Optional.empty();
    }
    LanguageModel.Sums rows = model.sums(columns[0], columns[1]);
    LetterGrams.collect(sample, MOST_LETTERS, rows::add);
    int[] sums = rows.totals();
    int best = 0;
    int second = -1;
    for (int i = 1; i < sums.length; i++) {
      if (sums[i] > sums[best]) {
        second = best;
        best = i;
      } else if (second < 0 || sums[i] > sums[second]) {
        second = i;
      }
    }
    double lead = second < 0 ? HALF_SURE : sums[best] - sums[second];
    return Optional.of(
        new Identified(
            Languages.LEARNT.get(columns[0] + best), 0.5 + lead / (lead + HALF_SURE) / 2));
  }
}
