package dev.keeptrail.detectors.vehicle;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** The detectors of this family. */
public final class VehicleDetectors {
  private VehicleDetectors() {}

  public static List<Detector> all() {
    return List.of(VinDetector.detector(), PlateDetector.detector(), ChinesePlate.detector());
  }
}
