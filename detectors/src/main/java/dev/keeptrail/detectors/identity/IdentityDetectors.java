package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** The detectors of this package. */
public final class IdentityDetectors {
  private IdentityDetectors() {}

  public static List<Detector> all() {
    return List.of(new IdentityDetector(), MachineReadableZone.detector());
  }
}
