package dev.keeptrail.detectors;

import java.util.Set;

/**
 * A detector that failed. What it should have looked for counts as not looked for.
 *
 * @param detector id and version
 * @param segment the segment it failed on
 * @param categories what the detector would have reported
 * @param problem the kind of failure, never any of the scanned text
 */
public record DetectorFault(String detector, int segment, Set<String> categories, String problem) {
  public DetectorFault {
    categories = Set.copyOf(categories);
  }
}
