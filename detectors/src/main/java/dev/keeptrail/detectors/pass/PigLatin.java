package dev.keeptrail.detectors.pass;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * English words in Pig Latin: the consonants that a word begins with stand behind it, then {@code
 * ay}. Which of its last consonants those were is known for words of a list and guessed for others.
 */
public final class PigLatin {
  /** The ending of every word. */
  public static final String ENDING = "ay";

  private static final String TELLING =
      "ignore disregard forget previous prior instruction instructions prompt prompts system reveal"
          + " password secret override bypass restriction restrictions guideline guidelines"
          + " assistant developer pretend jailbreak confidential credentials";

  private static final String COMMON =
      "the you your this that these those with for all any from and now not are have tell show print"
          + " repeat rules everything above before will was would want we were write what when which"
          + " who why where without work word words way act as if is it in on of to at my me";

  private static final String VOWELS = "aeiou";

  /** Several consonants with which English words begin. */
  private static final Set<String> BEGINNINGS =
      Stream.of(
              "bl br ch cl cr dr fl fr gl gr kn ph pl pr qu sc sch scr sh shr sk sl sm sn sp spl spr"
                  + " st str sw th thr tr tw wh wr")
          .flatMap(list -> Stream.of(list.split(" ", -1)))
          .collect(Collectors.toUnmodifiableSet());

  private static final int LONGEST_BEGINNING = 3;

  private static final Map<String, String> PLAIN = new LinkedHashMap<>();

  static {
    Stream.of((TELLING + " " + COMMON).split(" ", -1)).forEach(PigLatin::learn);
  }

  private PigLatin() {}

  private static void learn(String word) {
    if (isVowel(word.charAt(0))) {
      Stream.of("way", "yay", ENDING).forEach(end -> PLAIN.putIfAbsent(word + end, word));
      return;
    }
    int vowel = 1;
    while (vowel < word.length() && !isVowel(word.charAt(vowel))) {
      vowel++;
    }
    PLAIN.putIfAbsent(turned(word, vowel), word);
    int sounded = word.indexOf('y', 1);
    if (sounded > 0 && sounded < vowel) {
      PLAIN.putIfAbsent(turned(word, sounded), word);
    }
  }

  private static String turned(String word, int vowel) {
    return word.substring(vowel) + word.substring(0, vowel) + ENDING;
  }

  private static boolean isVowel(char c) {
    return VOWELS.indexOf(c) >= 0;
  }

  /** Telling words as they stand in Pig Latin. */
  static Stream<String> telling() {
    Set<String> telling = Set.of(TELLING.split(" ", -1));
    return PLAIN.entrySet().stream()
        .filter(e -> telling.contains(e.getValue()))
        .map(Map.Entry::getKey);
  }

  /** Common words as they stand in Pig Latin, where they are no words of a language. */
  static Stream<String> common() {
    Set<String> telling = Set.of(TELLING.split(" ", -1));
    return PLAIN.entrySet().stream()
        .filter(e -> !telling.contains(e.getValue()) && e.getKey().length() > ENDING.length() + 2)
        .map(Map.Entry::getKey);
  }

  /**
   * The word behind one in Pig Latin.
   *
   * @param word in small letters of ASCII
   * @return the word itself where it cannot be in Pig Latin
   */
  public static String read(String word) {
    String known = PLAIN.get(word);
    if (known != null) {
      return known;
    }
    String stem = word.endsWith(ENDING) ? word.substring(0, word.length() - ENDING.length()) : "";
    int last = stem.length();
    while (last > 0 && !isVowel(stem.charAt(last - 1))) {
      last--;
    }
    int consonants = stem.length() - last;
    if (last == 0 || consonants == 0) {
      return word;
    }
    char end = stem.charAt(stem.length() - 1);
    if (end == 'w') {
      return stem.substring(0, stem.length() - 1);
    }
    int moved = moved(stem, Math.min(LONGEST_BEGINNING, consonants));
    return stem.substring(stem.length() - moved) + stem.substring(0, stem.length() - moved);
  }

  /** How many of its last letters a word began with: as many as words can begin with. */
  private static int moved(String stem, int most) {
    for (int length = most; length > 1; length--) {
      int from = stem.length() - length;
      if (BEGINNINGS.contains(stem.substring(from))) {
        // WHY: behind another consonant or an e, an s more likely ends the word.
        boolean plural = stem.charAt(from) == 's' && from > 1 && endsBeforeS(stem.charAt(from - 1));
        return plural ? length - 1 : length;
      }
    }
    return 1;
  }

  private static boolean endsBeforeS(char c) {
    return c == 'e' || c == 'u' || !isVowel(c);
  }
}
