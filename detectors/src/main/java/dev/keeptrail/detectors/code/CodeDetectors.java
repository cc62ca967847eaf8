package dev.keeptrail.detectors.code;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** What this family registers. */
public final class CodeDetectors {
  private CodeDetectors() {}

  public static List<Detector> all() {
    return List.of(FencedCodeDetector.detector(), BareCodeDetector.detector());
  }
}
