package dev.keeptrail.detectors.vehicle;

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
 * Vehicle identification numbers (ISO 3779): seventeen capitals and digits without I, O and Q. In
 * North America and China the ninth is a check digit (49 CFR 565.15); a number that fails it, as
 * European ones may, needs a word that names it.
 */
final class VinDetector {
  private static final int LENGTH = 17;
  private static final int CHECK = 8;
  private static final int REACH = 48;
  private static final String LETTERS = "ABCDEFGH JKLMN P R STUVWXYZ";
  private static final String VALUES = "12345678 12345 7 9 23456789";
  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  private static final WordTable WORDS = ContextWords.table("vin");

  private VinDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "vin", 1, Set.of("pii.vehicle.vin"), LENGTH, Trigger.onDigitRuns(), VinDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    DigitTokens.each(text, hits, LENGTH, LENGTH, (start, end) -> token(text, start, end, sink));
  }

  private static void token(ScannedText text, int start, int end, FindingSink sink) {
    int sum = 0;
    int letters = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(start + i);
      int value = value(c);
      if (value < 0) {
        return;
      }
      letters += CharacterKinds.isDigit(c) ? 0 : 1;
      sum += value * WEIGHTS[i];
    }
    // The last four are digits in every maker's scheme; a number without letters is none.
    boolean serial = isDigits(text, end - 4, end);
    if (letters < 2 || !serial || text.insideWord(start) || text.insideWord(end)) {
      return;
    }
    char check = sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
    boolean named = WORDS.before(text, start, REACH);
    if (text.charAt(start + CHECK) == check) {
      add(start, end, named ? 0.98 : 0.8, Evidence.CHECKSUM, sink);
    } else if (named) {
      add(start, end, 0.75, Evidence.CONTEXT, sink);
    }
  }

  private static void add(int start, int end, double score, Evidence evidence, FindingSink sink) {
    sink.add(start, end, "pii.vehicle.vin", "VIN", score, evidence);
  }

  private static boolean isDigits(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!CharacterKinds.isDigit(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static int value(char c) {
    if (CharacterKinds.isDigit(c)) {
      return c - '0';
    }
    int letter = c == ' ' ? -1 : LETTERS.indexOf(c);
    return letter < 0 ? -1 : VALUES.charAt(letter) - '0';
  }
}
