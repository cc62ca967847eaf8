package dev.keeptrail.detectors;

import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.custom.DisguisedTerms;
import dev.keeptrail.detectors.personal.DisguisedEmail;
import dev.keeptrail.detectors.secret.TurnedNames;
import java.util.ArrayList;
import java.util.List;

/**
 * What streams watch for beside the detectors: values in cipher, which count once the rest of the
 * text shows that ciphers are in play.
 */
final class Alarms {
  private Alarms() {}

  static List<Detector> of(List<Detector> detectors, ScanRequest request) {
    var alarms = new ArrayList<Detector>();
    if (detectors.stream().anyMatch(detector -> detector.categories().contains("pii.email"))) {
      alarms.add(DisguisedEmail.detector());
    }
    if (detectors.stream()
        .anyMatch(detector -> detector.categories().contains("secret.password"))) {
      alarms.add(TurnedNames.alarm());
    }
    for (TermList list : request.terms()) {
      if (list.maxDistance() == 0) {
        alarms.addAll(DisguisedTerms.of(list));
      }
    }
    request.near().forEach(near -> alarms.addAll(DisguisedTerms.of(near)));
    return List.copyOf(alarms);
  }
}
