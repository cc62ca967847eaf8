package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.text.LabelledDetector;
import dev.keeptrail.detectors.text.LabelledDetector.Kind;
import java.util.List;

/**
 * Numbers of the health system. The shapes of most are local custom, so that only a label tells
 * them apart; those of prescribers, providers and Medicare have rules of their own.
 */
public final class HealthDetectors {
  private static final Kind RECORD = new Kind("phi.mrn", "MRN", 0.8, 4, 4, 20);
  private static final Kind INSURANCE = new Kind("phi.insurance_id", "INSURANCE_ID", 0.7, 6, 4, 24);
  private static final Kind PRESCRIPTION =
      new Kind("phi.prescription", "PRESCRIPTION", 0.7, 5, 5, 20);

  private HealthDetectors() {}

  public static List<Detector> all() {
    return List.of(
        LabelledDetector.of("mrn", 2, RECORD, new NoRecord(), "mrn"),
        LabelledDetector.issued("insurance-id", 3, INSURANCE, "insurance"),
        LabelledDetector.of("prescription", 1, PRESCRIPTION, "prescription"),
        MedicationDetector.detector(),
        ProviderDetector.detector(),
        PrescriberDetector.detector(),
        MedicareDetector.detector());
  }
}
