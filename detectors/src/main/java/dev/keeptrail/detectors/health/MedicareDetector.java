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
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Medicare beneficiary identifiers: eleven places of which each takes only digits, only letters, or
 * both, and no letter that looks like a digit (S, L, O, I, B, Z); on cards with hyphens after the
 * fourth and seventh. As published by the Centers for Medicare &amp; Medicaid Services.
 */
final class MedicareDetector {
  /** d a digit, a letter, n either; the first is not zero. */
  private static final String PLACES = "dandandaadd";

  private static final String NOT_USED = "SLOIBZ";
  private static final int REACH = 48;
  private static final WordTable WORDS = ContextWords.table("mbi");

  private MedicareDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "mbi", 1, Set.of("phi.mbi"), 13, Trigger.onDigitRuns(), MedicareDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      int size = hits.digitRunEnd(run) - start;
      if (size == 1 && text.charAt(start) != '0' && !CharacterKinds.joinsWord(text.at(start - 1))) {
        int end = end(text, start);
        if (end > 0 && !CharacterKinds.joinsWord(text.at(end))) {
          boolean named = WORDS.before(text, start, REACH);
          Evidence evidence = named ? Evidence.CONTEXT : Evidence.PATTERN;
          sink.add(start, end, "phi.mbi", "MEDICARE_ID", named ? 0.95 : 0.8, evidence);
        }
      }
    }
  }

  private static int end(ScannedText text, int start) {
    int at = start;
    for (int place = 0; place < PLACES.length(); place++) {
      boolean border = place == 4 || place == 7;
      if (border && (text.at(at) == '-' || text.at(at) == ' ')) {
        at++;
      }
      char c = text.at(at);
      boolean digit = CharacterKinds.isDigit(c);
      boolean letter = c >= 'A' && c <= 'Z' && NOT_USED.indexOf(c) < 0;
      boolean fits =
          switch (PLACES.charAt(place)) {
            case 'd' -> digit;
            case 'a' -> letter;
            default -> digit || letter;
          };
      if (!fits) {
        return -1;
      }
      at++;
    }
    return at;
  }
}
