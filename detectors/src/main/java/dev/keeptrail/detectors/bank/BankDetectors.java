package dev.keeptrail.detectors.bank;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** The detectors of this family. */
public final class BankDetectors {
  private BankDetectors() {}

  public static List<Detector> all() {
    return List.of(BicDetector.detector(), RoutingDetector.detector(), AccountDetector.detector());
  }
}
