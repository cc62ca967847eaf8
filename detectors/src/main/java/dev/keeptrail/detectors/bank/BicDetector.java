package dev.keeptrail.detectors.bank;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Set;

/**
 * Bank identifier codes (ISO 9362), after a word that names them: four letters, an ISO 3166
 * country, two letters or digits, perhaps three more. Capital words of eight letters look the same,
 * so a code without its label is not looked for.
 */
final class BicDetector {
  private static final int REACH = 28;
  private static final int SHORT = 8;
  private static final int LONG = 11;

  private BicDetector() {}

  /** The country codes, asked for when the first code comes. */
  private static final class Countries {
    static final Set<String> CODES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
  }

  static Detector detector() {
    return new RuleDetector(
            "bic",
            1,
            Set.of("pii.bic"),
            LONG,
            Trigger.anchors(ContextWords.anchors("bic")),
            BicDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = hits.end(hit);
      if (end >= taken && LabelledValue.isLabel(text, hits.start(hit), end)) {
        taken = Math.max(taken, search(text, end, sink));
      }
    }
  }

  /** Looks at the words closely behind the label; returns where the search ended. */
  private static int search(ScannedText text, int labelEnd, FindingSink sink) {
    int at = labelEnd;
    while (at < text.length() && at - labelEnd < REACH) {
      int end = at;
      while (CharacterKinds.isPartOfWord(text.at(end)) && end - at <= LONG) {
        end++;
      }
      if (isCode(text, at, end)) {
        sink.add(at, end, "pii.bic", "BIC", 0.9, Evidence.CONTEXT);
        return end;
      }
      at = Math.max(end, at + 1);
    }
    return labelEnd;
  }

  private static boolean isCode(ScannedText text, int start, int end) {
    if (end - start != SHORT && end - start != LONG) {
      return false;
    }
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      boolean letter = c >= 'A' && c <= 'Z';
      if (!letter && (at - start < 6 || !CharacterKinds.isDigit(c))) {
        return false;
      }
    }
    String country = text.subSequence(start + 4, start + 6);
    return Countries.CODES.contains(country) || country.equals("XK");
  }
}
