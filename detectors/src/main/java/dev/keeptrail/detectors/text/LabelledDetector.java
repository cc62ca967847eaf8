package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbers that have no shape of their own by the label in front of them. The labels are an
 * idea of {@link ContextWords}; what follows must have the least length and number of digits.
 */
public final class LabelledDetector {
  private static final int MAX_LENGTH = 40;
  private static final int SHORT_LABEL = 3;
  private static final String CHOICE = "CMP";

  private LabelledDetector() {}

  /** What is reported, and what a value must be like. */
  public record Kind(
      String category, String label, double score, int minLength, int minDigits, int maxLength) {
    public Kind(String category, String label, double score, int minLength, int minDigits) {
      this(category, label, score, minLength, minDigits, MAX_LENGTH);
    }
  }

  /** Says of a value behind its label that it is something else. */
  public interface Refusal {
    boolean refuses(ScannedText text, int labelStart, LabelledValue value);
  }

  public static Detector of(String id, int version, Kind kind, String... ideas) {
    return detector(id, version, kind, false, (text, label, value) -> false, ideas);
  }

  /** The same without what the refusal says is something else. */
  public static Detector of(String id, int version, Kind kind, Refusal refusal, String... ideas) {
    return detector(id, version, kind, false, refusal, ideas);
  }

  /** The same, where the name of who gave the number out may stand between label and number. */
  public static Detector issued(String id, int version, Kind kind, String... ideas) {
    return detector(id, version, kind, true, (text, label, value) -> false, ideas);
  }

  private static Detector detector(
      String id, int version, Kind kind, boolean issued, Refusal refusal, String... ideas) {
    List<String> labels = ContextWords.anchors(ideas);
    return new RuleDetector(
            id,
            version,
            Set.of(kind.category()),
            kind.maxLength(),
            // WHY: what compares numbers with others of its family says so by this trigger.
            new Trigger(labels, true, false),
            (text, hits, sink) -> detect(text, hits, kind, issued, refusal, sink))
        .reaching(Reach.fromTrigger());
  }

  private static void detect(
      ScannedText text, Hits hits, Kind kind, boolean issued, Refusal refusal, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.start(hit) < taken || !LabelledValue.isLabel(text, hits.start(hit), hits.end(hit))) {
        continue;
      }
      LabelledValue value = value(text, hits.end(hit), issued);
      if (value != null
          && value.start() >= taken
          && fits(value, kind)
          && !isScrap(text, hits.start(hit), hits.end(hit), value)
          && !refusal.refuses(text, hits.start(hit), value)
          && !(issued && (isName(text, value) || isChoice(text, value)))) {
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

  private static @Nullable LabelledValue value(ScannedText text, int labelEnd, boolean issued) {
    Optional<LabelledValue> value = LabelledValue.groupedAfter(text, labelEnd);
    return value.isPresent() || !issued
        ? value.orElse(null)
        : IssuedValue.after(text, labelEnd).orElse(null);
  }

  /**
   * Two or three letters within others that look drawn by lot, and the front of a longer word:
   * {@code JAytHcBcsHJsn5}, {@code +hcU61}, {@code backupPolicyForTest1032}.
   */
  private static boolean isScrap(ScannedText text, int start, int end, LabelledValue value) {
    return value.start() == end
        && CharacterKinds.isAsciiAlphanumeric(text.at(end - 1))
        && (CharacterKinds.isAsciiLetter(text.at(end))
            || (end - start <= SHORT_LABEL
                && CharacterKinds.isAsciiAlphanumeric(text.at(start - 1))));
  }

  /** A package has more small letters than digits: {@code groupId slf4j-log4j12}. */
  private static boolean isName(ScannedText text, LabelledValue value) {
    int small = 0;
    for (int at = value.start(); at < value.end(); at++) {
      small += Character.isLowerCase(text.at(at)) ? 1 : 0;
    }
    return small > value.digits();
  }

  /** What a build may decide in the old or the new way: {@code POLICY CMP0077}. */
  private static boolean isChoice(ScannedText text, LabelledValue value) {
    return value.length() == CHOICE.length() + value.digits()
        && text.subSequence(value.start(), value.start() + CHOICE.length()).equals(CHOICE);
  }

  private static boolean fits(LabelledValue value, Kind kind) {
    return value.digits() >= kind.minDigits()
        && value.length() >= kind.minLength()
        && value.length() <= kind.maxLength();
  }
}
