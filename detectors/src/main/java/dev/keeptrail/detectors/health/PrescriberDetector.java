package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.DigitTokens;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Registration numbers of prescribers with the Drug Enforcement Administration: a letter for the
 * kind of registrant, the first letter of the name or a 9, and seven digits of which the last is
 * the last digit of the sum of the first, third and fifth and twice the second, fourth and sixth.
 */
final class PrescriberDetector {
  private static final int LENGTH = 9;
  private static final int REACH = 60;
  private static final String REGISTRANTS = "ABCDEFGHJKLMPRSTUX";
  private static final WordTable NAMES = ContextWords.table("dea");
  private static final WordTable WORDS = ContextWords.table("dea_words");

  private PrescriberDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "dea", 1, Set.of("phi.dea"), LENGTH, Trigger.onDigitRuns(), PrescriberDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    DigitTokens.each(text, hits, LENGTH, LENGTH, (start, end) -> token(text, start, end, sink));
  }

  private static void token(ScannedText text, int start, int end, FindingSink sink) {
    if (!isNumber(text, start) || text.insideWord(start) || text.insideWord(end)) {
      return;
    }
    boolean named = NAMES.before(text, start, REACH);
    boolean context = named || WORDS.before(text, start, REACH);
    if (!context && text.charAt(start) == 'K' && text.charAt(start + 1) == 'B') {
      // WHY: a maker of systems numbers its notes so: KB4601054.
      return;
    }
    // WHY: one of ten numbers passes the check; without a word, the shape has to carry it.
    double score = named ? 0.95 : context ? 0.8 : 0.55;
    Evidence evidence = context ? Evidence.CHECKSUM : Evidence.PATTERN;
    sink.add(start, end, "phi.dea", "DEA_NUMBER", score, evidence);
  }

  private static boolean isNumber(ScannedText text, int start) {
    char second = text.charAt(start + 1);
    boolean letters =
        REGISTRANTS.indexOf(text.charAt(start)) >= 0
            && (second == '9' || (second >= 'A' && second <= 'Z'));
    if (!letters) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 7; i++) {
      char c = text.charAt(start + 2 + i);
      if (!CharacterKinds.isDigit(c)) {
        return false;
      }
      int digit = c - '0';
      if (i == 6) {
        return sum % 10 == digit;
      }
      sum += i % 2 == 0 ? digit : 2 * digit;
    }
    return false;
  }
}
