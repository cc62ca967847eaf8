package dev.keeptrail.detectors.reference;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledSpans;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last three to five digits of a card, an account or a social security number, where words say
 * that they are: {@code the card ending in 4417}. Alone they name nobody, but a clerk takes them
 * for proof of who is calling.
 */
final class LastDigits {
  static final String CATEGORY = "pii.last_digits";
  static final String LABEL = "LAST_DIGITS";
  private static final int MAX_GAP = 40;
  private static final int REACH = 56;
  private static final int AFTER = 8;
  private static final WordTable OWNERS = ContextWords.table("last_digits_of");

  private LastDigits() {}

  static Detector detector() {
    return new RuleDetector(
            "last-digits",
            1,
            Set.of(CATEGORY),
            8,
            Trigger.anchors(ContextWords.anchors("last_digits")),
            (text, hits, sink) ->
                LabelledSpans.each(
                    text,
                    hits,
                    LastDigits::after,
                    value ->
                        sink.add(
                            value.start(), value.end(), CATEGORY, LABEL, 0.6, Evidence.CONTEXT)))
        .reaching(Reach.fromTrigger());
  }

  private static ScannedText.@Nullable Range after(ScannedText text, int labelEnd) {
    int at = labelEnd;
    while (at - labelEnd <= MAX_GAP && at < text.length() && goesOn(text.charAt(at))) {
      at++;
    }
    int end = at;
    while (CharacterKinds.isDigit(text.at(end)) && end - at <= MAX_GAP) {
      end++;
    }
    boolean few = end - at >= 3 && end - at <= 5;
    // WHY: scripts without spaces have letters right beside digits.
    boolean ends =
        !CharacterKinds.isAsciiLetter(text.at(at - 1))
            && !CharacterKinds.isAsciiLetter(text.at(end))
            && !isPart(text, end);
    return few
            && ends
            && (OWNERS.anyIn(text, labelEnd - REACH, at) || OWNERS.after(text, end, AFTER))
        ? new ScannedText.Range(at, end)
        : null;
  }

  /** Words and signs, to the next digit or the end of the sentence. */
  private static boolean goesOn(char c) {
    return !CharacterKinds.isDigit(c) && c != '.' && c != '!' && c != ';' && c != '$' && c != '€';
  }

  /** Whether a date, a time, an amount or a longer number goes on here. */
  private static boolean isPart(ScannedText text, int end) {
    char c = text.at(end);
    boolean sign = c == '/' || c == '-' || c == ':' || c == '.' || c == ',';
    return c == '%' || (sign && CharacterKinds.isDigit(text.at(end + 1)));
  }
}
