package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Set;

/**
 * What is taken from the margin of a window that no rule speaks of. N-grams that the model has seen
 * in attacks alone resemble much that it has never seen: a letter, a message or a manual in a
 * language of which few harmless texts are known. An order has words of the ideas that attacks are
 * made of, in some thirty languages; that a window of a text with several is one is doubted, the
 * fewer of them it has. English is doubted in long content only: what people write in it is known.
 */
final class Doubt {
  /** By how many ideas there are; with more, nothing is taken. */
  private static final double[] IN_ENGLISH = {1.2, 0.3};

  private static final double[] IN_OTHERS = {2, 1.2, 0.5};

  /** Of fewer windows, an order alone would be doubted, with nothing around it that is not one. */
  private static final int LEAST_WINDOWS = 3;

  private static final int LEAST_ENGLISH_WINDOWS = 6;

  /** Of English prose, at least one word in so many is a small one. */
  private static final int SHARE = 10;

  private static final int LONGEST = 6;

  /** Such as hardly another language has. */
  private static final Set<String> SMALL_WORDS =
      Set.of(
          ("the and you your that this with from are which when must should what will any been not its"
                  + " they would can how who all then than into only please do it is have has if")
              .split(" ", -1));

  private Doubt() {}

  /** What is taken from the margin of a window, which is the text from start to end. */
  static double of(ScannedText text, Assessment assessment, int window, int start, int end) {
    return of(text, assessment.windows(), assessment.ideas(window), start, end);
  }

  /**
   * The same by numbers.
   *
   * @param windows how many the whole text has
   * @param ideas how many ideas of attacks have a word between start and end
   */
  static double of(ScannedText text, int windows, int ideas, int start, int end) {
    if (windows < LEAST_WINDOWS || ideas >= IN_OTHERS.length) {
      return 0;
    }
    if (!isEnglish(text, start, end)) {
      return IN_OTHERS[ideas];
    }
    boolean content = isContent(text.origin().source()) && windows >= LEAST_ENGLISH_WINDOWS;
    return content && ideas < IN_ENGLISH.length ? IN_ENGLISH[ideas] : 0;
  }

  private static boolean isContent(Source source) {
    return switch (source) {
      case DOCUMENT, TOOL_RESULT -> true;
      case SYSTEM, USER, ASSISTANT, TOOL_ARGUMENTS, TOOL_DEFINITION, METADATA -> false;
    };
  }

  private static boolean isEnglish(ScannedText text, int start, int end) {
    int words = 0;
    int small = 0;
    int at = start;
    while (at < end) {
      int from = at;
      while (at < end && Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (at > from) {
        words++;
        small += isSmall(text, from, at) ? 1 : 0;
      }
      at++;
    }
    return small > 0 && small * SHARE >= words;
  }

  private static boolean isSmall(ScannedText text, int from, int to) {
    return to - from <= LONGEST
        && CharacterKinds.isAsciiLetter(text.charAt(from))
        && SMALL_WORDS.contains(text.subSequence(from, to).toLowerCase(Locale.ROOT));
  }
}
