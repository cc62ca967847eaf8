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
 * Numbers of customers whose prefix says what they are, so that nobody writes a label: {@code le
 * client CLI-0098231}. The word for who has it must stand close in front.
 */
final class CustomerCode {
  private static final String CATEGORY = "pii.reference.customer";
  private static final int MIN_DIGITS = 5;
  private static final int MAX_LENGTH = 24;
  private static final int REACH = 16;
  private static final WordTable OWNERS = ContextWords.table("customer_word");

  private CustomerCode() {}

  static Detector detector() {
    return new RuleDetector(
            "customer-code",
            1,
            Set.of(CATEGORY),
            MAX_LENGTH,
            Trigger.anchors(ContextWords.anchors("customer_code")),
            CustomerCode::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.start(hit);
      int digits = hits.end(hit);
      int end = digits;
      while (end - start < MAX_LENGTH && CharacterKinds.isDigit(text.at(end))) {
        end++;
      }
      boolean code = Character.isUpperCase(text.charAt(start)) && end - digits >= MIN_DIGITS;
      if (code && text.isWholeWord(start, end) && OWNERS.before(text, start, REACH)) {
        sink.add(start, end, CATEGORY, "CUSTOMER_ID", 0.6, Evidence.CONTEXT);
      }
    }
  }
}
