package dev.keeptrail.detectors;

import java.util.List;

/**
 * What one scan of all segments of a phase found.
 *
 * @param findings ordered by segment, start, end, category, detector; free of exact duplicates
 * @param faults detectors that failed, in the order of segments
 * @param scannedCharacters UTF-16 units looked at; less than the total only where a bound cut the
 *     scan short
 */
public record ScanResult(
    List<Finding> findings, List<DetectorFault> faults, long scannedCharacters) {
  public static final ScanResult NONE = new ScanResult(List.of(), List.of(), 0);

  public ScanResult {
    findings = List.copyOf(findings);
    faults = List.copyOf(faults);
  }
}
