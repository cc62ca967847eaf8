package dev.keeptrail.detectors;

import java.util.List;
import java.util.Optional;

/**
 * Looks through texts for everything one {@link ScanRequest} asks. Immutable and safe to share
 * between threads.
 */
@FunctionalInterface
public interface Scanner {
  /**
   * Scans each text once. Never throws for what a text holds: a detector that fails is a {@link
   * DetectorFault} of the result.
   */
  ScanResult scan(ScanInput input);

  /** The same for texts that are judged while they come; empty if the scanner cannot. */
  default Optional<StreamScanner> streaming() {
    return Optional.empty();
  }

  /** Scans texts of which nothing but the words is known. */
  default ScanResult scan(List<String> texts) {
    return scan(ScanInput.of(texts));
  }
}
