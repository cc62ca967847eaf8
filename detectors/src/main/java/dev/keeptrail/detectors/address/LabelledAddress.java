package dev.keeptrail.detectors.address;

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
import java.util.Set;

/**
 * Addresses behind a label that only they have, as in {@code home address: Ringstr. 4}: all of the
 * line, if it holds a word and a number.
 */
final class LabelledAddress {
  private static final double SCORE = 0.7;
  private static final int MAX_VALUE = 120;
  private static final int LEAST = 6;
  private static final String ENDS = "\"\n\r;|\t<>{}@=";

  private LabelledAddress() {}

  static Detector detector() {
    return new RuleDetector(
            "labelled-address",
            1,
            Set.of("pii.address.street"),
            MAX_VALUE,
            Trigger.anchors(ContextWords.anchors("address_label")),
            LabelledAddress::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) < taken || !LabelledValue.isLabel(text, hits.start(i), hits.end(i))) {
        continue;
      }
      int start = blanks(text, hits.end(i));
      if (text.at(start) != ':') {
        continue;
      }
      start = blanks(text, start + 1);
      int end = end(text, start);
      if (end > 0) {
        sink.add(start, end, "pii.address.street", "ADDRESS", SCORE, Evidence.CONTEXT);
        taken = end;
      }
    }
  }

  private static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from < 2 && text.at(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Where the address ends that is all of the line; -1 if it is none. */
  private static int end(ScannedText text, int start) {
    int end = start;
    int letters = 0;
    int digits = 0;
    while (end - start <= MAX_VALUE && text.at(end) != '\0' && ENDS.indexOf(text.at(end)) < 0) {
      char c = text.at(end);
      letters += Character.isLetter(c) ? 1 : 0;
      digits += CharacterKinds.isDigit(c) ? 1 : 0;
      end++;
    }
    boolean line = text.at(end) == '\0' || text.at(end) == '\n' || text.at(end) == '\r';
    while (end > start && " ,.".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    boolean address = end - start >= LEAST && letters >= 3 && digits > 0 && letters > digits;
    return line && end - start <= MAX_VALUE && address ? end : -1;
  }
}
