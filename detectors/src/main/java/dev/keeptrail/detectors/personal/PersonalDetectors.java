package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.text.LabelledDetector;
import java.util.List;

/** The detectors of this family that have no other entrance. */
public final class PersonalDetectors {
  private static final LabelledDetector.Kind LICENCE =
      new LabelledDetector.Kind("pii.licence_number", "LICENCE_NUMBER", 0.7, 5, 4, 24);
  private static final LabelledDetector.Kind BIOMETRIC =
      new LabelledDetector.Kind("pii.biometric", "BIOMETRIC_ID", 0.7, 5, 2);

  private PersonalDetectors() {}

  public static List<Detector> all() {
    return List.of(
        SpacedEmail.detector(),
        DateDetector.detector(),
        SpokenBirthDate.detector(),
        AgeDetector.detector(),
        UsernameDetector.detector(),
        ProfileAddress.detector(),
        LoginKeyDetector.detector(),
        AccessLogUser.detector(),
        SessionLogUser.detector(),
        LabelledDetector.of("licence", 1, LICENCE, "license"),
        LabelledDetector.of("biometric", 1, BIOMETRIC, KeyFingerprint::isOne, "biometric"));
  }
}
