package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Set;

/**
 * What is taken from the margin of a window of content that no rule speaks of. N-grams that the
 * model has seen in attacks alone resemble much that it has never seen: a message or a manual in a
 * language of which few harmless texts are known. An order has words of the ideas that attacks are
 * made of, in some thirty languages; that a window of a long text is one is doubted, the fewer of
 * them it has.
 */
final class Doubt {
  /** By how many ideas there are; with more, nothing is taken. */
  private static final double[] IN_ENGLISH = {1.2, 0.3};

  private static final double[] IN_OTHERS = {2, 1.2, 0.5};

  /** Of fewer windows, an order alone would be doubted, with nothing around it that is not one. */
  private static final int LEAST_WINDOWS = 6;

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

  /** Whether it concerns a text of so many windows that comes from there. */
  static boolean concerns(Source source, int windows) {
    return switch (source) {
      case DOCUMENT, TOOL_RESULT -> windows >= LEAST_WINDOWS;
      case SYSTEM, USER, ASSISTANT, TOOL_ARGUMENTS, TOOL_DEFINITION, METADATA -> false;
    };
  }

  /**
   * What is taken from the margin of a range.
   *
   * @param ideas how many ideas of attacks have a word in it
   */
  static double of(ScannedText text, int start, int end, int ideas) {
    if (ideas >= IN_OTHERS.length) {
      return 0;
    }
    double[] steps = isEnglish(text, start, end) ? IN_ENGLISH : IN_OTHERS;
    return ideas < steps.length ? steps[ideas] : 0;
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
