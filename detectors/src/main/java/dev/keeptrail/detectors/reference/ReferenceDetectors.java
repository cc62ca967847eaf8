package dev.keeptrail.detectors.reference;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Numbers that an office, a firm or a school knows somebody by. They have no shape, and the same
 * digits may be an order or a part: only the label in front tells, and it must say so in full.
 */
public final class ReferenceDetectors {
  private static final int MAX_LENGTH = 40;
  private static final int OTHER_REACH = 10;
  private static final WordTable OTHER_CASES = ContextWords.table("case_other");

  private ReferenceDetectors() {}

  private record Kind(String name, String label, double score, int minLength, int minDigits) {
    String category() {
      return "pii.reference." + name;
    }
  }

  public static List<Detector> all() {
    return List.of(
        detector(new Kind("employee", "EMPLOYEE_ID", 0.65, 3, 3)),
        detector(new Kind("student", "STUDENT_ID", 0.65, 4, 3)),
        detector(new Kind("customer", "CUSTOMER_ID", 0.6, 3, 3)),
        detector(new Kind("member", "MEMBER_ID", 0.6, 4, 4)),
        detector(new Kind("case", "CASE_NUMBER", 0.55, 4, 3)),
        detector(new Kind("ticket", "TICKET_NUMBER", 0.55, 4, 3)),
        detector(new Kind("booking", "BOOKING_NUMBER", 0.55, 5, 1)),
        CustomerCode.detector(),
        LastDigits.detector(),
        MaskedNumber.detector());
  }

  private static Detector detector(Kind kind) {
    return new RuleDetector(
            "reference-" + kind.name(),
            1,
            Set.of(kind.category()),
            MAX_LENGTH,
            Trigger.anchors(ContextWords.anchors(kind.name() + "_number")),
            (text, hits, sink) -> detect(text, hits, kind, sink))
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, Kind kind, FindingSink sink) {
    boolean cases = kind.name().equals("case");
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int label = hits.start(hit);
      boolean named = label >= taken && LabelledValue.isLabel(text, label, hits.end(hit));
      if (!named || (cases && OTHER_CASES.before(text, label, OTHER_REACH))) {
        continue;
      }
      ScannedText.Range value =
          ReferenceNumber.after(text, hits.end(hit), kind.minLength(), kind.minDigits());
      if (value != null && value.start() >= taken) {
        sink.add(
            value.start(),
            value.end(),
            kind.category(),
            kind.label(),
            kind.score(),
            Evidence.CONTEXT);
        taken = value.end();
      }
    }
  }
}
