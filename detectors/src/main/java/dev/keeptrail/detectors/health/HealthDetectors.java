package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.payment.Luhn;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Numbers of the health system. Their shapes are local custom, so that only a label tells them
 * apart; the provider identifier alone has a check digit.
 */
public final class HealthDetectors {
  private static final int MAX_VALUE = 20;
  private static final String PROVIDER_PREFIX = "80840";

  private HealthDetectors() {}

  public static List<Detector> all() {
    return List.of(medicalRecord(), insurance(), provider());
  }

  private static Detector medicalRecord() {
    List<String> labels =
        List.of(
            "mrn",
            "medical record",
            "patient id",
            "patient number",
            "patient no",
            "chart number",
            "chart no",
            "hospital number",
            "health record");
    return new RuleDetector(
        "mrn",
        1,
        Set.of("phi.mrn"),
        MAX_VALUE,
        Trigger.anchors(labels),
        (text, hits, sink) ->
            each(
                text,
                hits,
                value -> {
                  if (value.digits() >= 4 && value.length() <= MAX_VALUE) {
                    sink.add(value.start(), value.end(), "phi.mrn", "MRN", 0.8, Evidence.CONTEXT);
                  }
                }));
  }

  private static Detector insurance() {
    List<String> labels =
        List.of(
            "insurance id",
            "insurance number",
            "insurance no",
            "insurance policy",
            "member id",
            "member number",
            "subscriber id",
            "policy number",
            "health plan",
            "medicare number",
            "medicare id",
            "medicaid id",
            "beneficiary number",
            "krankenversichertennummer");
    return new RuleDetector(
        "insurance-id",
        1,
        Set.of("phi.insurance_id"),
        MAX_VALUE,
        Trigger.anchors(labels),
        (text, hits, sink) ->
            each(
                text,
                hits,
                value -> {
                  if (value.digits() >= 4 && value.length() >= 6 && value.length() <= MAX_VALUE) {
                    sink.add(
                        value.start(),
                        value.end(),
                        "phi.insurance_id",
                        "INSURANCE_ID",
                        0.7,
                        Evidence.CONTEXT);
                  }
                }));
  }

  private static Detector provider() {
    return new RuleDetector(
        "npi",
        1,
        Set.of("phi.npi"),
        10,
        Trigger.anchors("npi", "provider identifier", "provider id"),
        (text, hits, sink) ->
            each(
                text,
                hits,
                value -> {
                  if (isProvider(text.subSequence(value.start(), value.end()))) {
                    sink.add(value.start(), value.end(), "phi.npi", "NPI", 0.95, Evidence.CHECKSUM);
                  }
                }));
  }

  private static boolean isProvider(String number) {
    return number.length() == 10
        && number.chars().allMatch(c -> c >= '0' && c <= '9')
        && (number.charAt(0) == '1' || number.charAt(0) == '2')
        && Luhn.holds(PROVIDER_PREFIX + number);
  }

  private static void each(ScannedText text, Hits hits, Consumer<LabelledValue> taker) {
    for (int i = 0; i < hits.count(); i++) {
      if (text.isWholeWord(hits.start(i), hits.end(i))) {
        LabelledValue.after(text, hits.end(i)).ifPresent(taker);
      }
    }
  }
}
