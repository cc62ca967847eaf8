package dev.keeptrail.detectors.leak;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Canary tokens in what a model writes: {@code kt-canary-} and 16 to 64 hexadecimal digits. An
 * application puts one into its instructions, where nobody has a reason to repeat it; the form is
 * known, so it is found in every view of a text and needs nothing to compare with.
 */
final class CanaryDetector {
  static final String CATEGORY = "leak.canary";
  static final String LABEL = "CANARY";
  static final String PREFIX = "kt-canary-";
  static final int MIN_DIGITS = 16;
  static final int MAX_DIGITS = 64;

  private CanaryDetector() {}

  static Detector detector() {
    return new RuleDetector(
        "canary",
        1,
        Set.of(CATEGORY),
        PREFIX.length() + MAX_DIGITS,
        Trigger.anchors(PREFIX),
        CanaryDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (!LeakDetectors.isOfModel(text)) {
      return;
    }
    for (int i = 0; i < hits.count(); i++) {
      int end = digitsEnd(text, hits.end(i));
      if (isToken(text, hits.start(i), hits.end(i), end)) {
        sink.add(hits.start(i), end, CATEGORY, LABEL, 0.99, Evidence.CHECKSUM);
      }
    }
  }

  static boolean isToken(ScannedText text, int start, int digits, int end) {
    int count = end - digits;
    return count >= MIN_DIGITS
        && count <= MAX_DIGITS
        && !text.insideWord(start)
        && !text.insideWord(end);
  }

  static int digitsEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length()
        && end - start <= MAX_DIGITS
        && CharacterKinds.isHexDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
