package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Names of persons behind keys that other things have as well, as in {@code {"name": "Ada Lund",
 * "phone": ...}}: they count where something that only persons have stands close by.
 */
final class KeyedPerson {
  private static final double SCORE = 0.75;
  private static final int RECORD = 160;
  private static final WordTable PERSONAL =
      ContextWords.table(
          "phone",
          "birth",
          "person_label",
          "identity_heading",
          "ssn",
          "mrn",
          "insurance",
          "address_label",
          "own_contact");

  private KeyedPerson() {}

  static Detector detector() {
    return LabelledPerson.detector("keyed-person", 1, "name_heading", SCORE, KeyedPerson::after);
  }

  private static ScannedText.@Nullable Range after(ScannedText text, int labelEnd) {
    int start = LabelledPerson.afterTitle(text, LabelledPerson.valueStart(text, labelEnd));
    int end = start < 0 ? -1 : LabelledPerson.nameEnd(text, start);
    boolean personal =
        end > start + 2
            && (PERSONAL.before(text, labelEnd, RECORD) || PERSONAL.after(text, end, RECORD));
    return personal ? new ScannedText.Range(start, end) : null;
  }
}
