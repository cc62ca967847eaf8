package dev.keeptrail.detectors;

import java.util.List;

/**
 * Looks through texts for everything one {@link ScanRequest} asks. Immutable and safe to share
 * between threads.
 */
public interface Scanner {
  /**
   * Scans each text once. Never throws for what a text holds: a detector that fails is a {@link
   * DetectorFault} of the result.
   *
   * @param segments the texts of one phase; findings name them by index
   */
  ScanResult scan(List<String> segments);
}
