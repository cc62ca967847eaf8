package dev.keeptrail.detectors.reference;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Numbers of which some places are struck out and the last ones are not: {@code 5412 10** ****
 * 8954}, {@code xxxx-xxxx-xxxx-4417}. The whole is found, so that nothing of it stays.
 */
final class MaskedNumber {
  private static final String MASKS = "*•xX#·●";
  private static final int MIN_MASKED = 4;
  private static final int MIN_PLACES = 12;
  private static final int MAX_PLACES = 24;
  private static final int MAX_LENGTH = 40;
  private static final int REACH = 48;
  private static final WordTable OWNERS = ContextWords.table("last_digits_of");

  private MaskedNumber() {}

  static Detector detector() {
    return new RuleDetector(
            "masked-number",
            1,
            Set.of(LastDigits.CATEGORY),
            MAX_LENGTH,
            Trigger.anchors("***", "•••", "xxx", "###", "···", "●●●"),
            MaskedNumber::detect)
        .reaching(Reach.from(MaskedNumber::start));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.start(hit) >= taken) {
        int start = Math.max(taken, start(text, hits.start(hit)));
        int end = end(text, hits.start(hit));
        if (fits(text, start, end)) {
          sink.add(start, end, LastDigits.CATEGORY, LastDigits.LABEL, 0.6, Evidence.PATTERN);
        }
        taken = Math.max(taken, end);
      }
    }
  }

  private static boolean fits(ScannedText text, int start, int end) {
    int masked = 0;
    int last = 0;
    int places = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean digit = CharacterKinds.isDigit(c);
      boolean mask = MASKS.indexOf(c) >= 0;
      places += digit || mask ? 1 : 0;
      masked += mask ? 1 : 0;
      last = digit ? last + 1 : mask ? 0 : last;
    }
    boolean shown = last >= 2 && last <= 6 && CharacterKinds.isDigit(text.at(end - 1));
    boolean free = !text.insideWord(start) && !text.insideWord(end);
    boolean sure = places >= MIN_PLACES && places <= MAX_PLACES;
    return masked >= MIN_MASKED && shown && free && (sure || OWNERS.before(text, start, REACH));
  }

  /** Where the number around a masked place begins. */
  private static int start(ScannedText text, int anchor) {
    int start = anchor;
    int at = anchor;
    while (at > 0 && anchor - at < MAX_LENGTH && (isPlace(text, at - 1) || isGap(text, at - 1))) {
      at--;
      start = isPlace(text, at) ? at : start;
    }
    return start;
  }

  private static int end(ScannedText text, int anchor) {
    int end = anchor;
    int at = anchor;
    while (at - anchor < MAX_LENGTH && (isPlace(text, at) || isGap(text, at))) {
      end = isPlace(text, at) ? at + 1 : end;
      at++;
    }
    return end;
  }

  private static boolean isPlace(ScannedText text, int at) {
    char c = text.at(at);
    return CharacterKinds.isDigit(c) || MASKS.indexOf(c) >= 0;
  }

  /** One blank or hyphen between two places. */
  private static boolean isGap(ScannedText text, int at) {
    char c = text.at(at);
    return (c == ' ' || c == '-') && isPlace(text, at - 1) && isPlace(text, at + 1);
  }
}
