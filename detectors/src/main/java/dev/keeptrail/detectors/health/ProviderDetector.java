package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.payment.Luhn;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * National provider identifiers of the United States (45 CFR 162.406): ten digits from 1 or 2 on,
 * perhaps with hyphens, whose Luhn check digit counts the prefix 80840; after a label.
 */
final class ProviderDetector {
  private static final String PREFIX = "80840";
  private static final int DIGITS = 10;

  private ProviderDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "npi",
            2,
            Set.of("phi.npi"),
            DIGITS + 2,
            Trigger.anchors(ContextWords.anchors("npi")),
            ProviderDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (!LabelledValue.isLabel(text, hits.start(hit), hits.end(hit))) {
        continue;
      }
      LabelledValue value = LabelledValue.after(text, hits.end(hit)).orElse(null);
      if (value != null && value.start() >= taken && isProvider(text, value)) {
        sink.add(value.start(), value.end(), "phi.npi", "NPI", 0.95, Evidence.CHECKSUM);
        taken = value.end();
      }
    }
  }

  private static boolean isProvider(ScannedText text, LabelledValue value) {
    var digits = new StringBuilder(PREFIX);
    for (int at = value.start(); at < value.end(); at++) {
      char c = text.charAt(at);
      if (CharacterKinds.isDigit(c)) {
        digits.append(c);
      } else if (c != '-') {
        return false;
      }
    }
    char first = digits.charAt(PREFIX.length());
    return value.digits() == DIGITS && (first == '1' || first == '2') && Luhn.holds(digits);
  }
}
