package dev.keeptrail.detectors.place;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** The detectors of this family. */
public final class PlaceDetectors {
  private PlaceDetectors() {}

  public static List<Detector> all() {
    return List.of(GeoDetector.detector(), PostcodeDetector.detector());
  }
}
