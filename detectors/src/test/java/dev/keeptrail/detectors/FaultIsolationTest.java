package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FaultIsolationTest {
  private static final ScanRequest EMAIL =
      new ScanRequest(Set.of("pii.email"), List.of(), List.of());

  private static Detector failing(RuleDetector.Search search) {
    return new RuleDetector(
        "broken", 3, Set.of("test.broken"), 10, Trigger.anchors("boom"), search);
  }

  private static ScanResult scan(Detector further, String text) {
    return Detectors.scanner(EMAIL, List.of(further)).scan(List.of("quiet", text));
  }

  @Test
  void reportsAFailureWithoutTheTextAndLetsOthersGoOn() {
    Detector detector =
        failing((text, hits, sink) -> {
          throw new IllegalStateException("saw " + text);
        });
    ScanResult result = scan(detector, "boom secret ann@example.com");
    assertThat(result.faults())
        .containsExactly(
            new DetectorFault(
                "broken@3", 1, Set.of("test.broken"), "failed with IllegalStateException"));
    assertThat(result.findings()).extracting(Finding::category).containsExactly("pii.email");
  }

  @Test
  void survivesADetectorThatOverflowsTheStack() {
    ScanResult result = scan(failing((text, hits, sink) -> recurse(0)), "boom ann@example.com");
    assertThat(result.faults())
        .extracting(DetectorFault::problem)
        .containsExactly("stack overflow");
    assertThat(result.findings()).hasSize(1);
  }

  private static int recurse(int depth) {
    return depth < 0 ? depth : recurse(depth | 1) + 1;
  }

  @Test
  void dropsWhatAFailedDetectorHadFound() {
    Detector detector =
        failing((text, hits, sink) -> {
          sink.add(0, 4, "test.broken", "B", 1, Evidence.PATTERN);
          throw new LimitReachedException("limit of the test");
        });
    ScanResult result = scan(detector, "boom");
    assertThat(result.findings()).isEmpty();
    assertThat(result.faults())
        .extracting(DetectorFault::problem)
        .containsExactly("limit of the test reached");
  }

  @Test
  void countsABadRangeAsAFailureOfItsDetector() {
    Detector detector =
        failing((text, hits, sink) ->
            sink.add(0, text.length() + 1, "test.broken", "B", 1, Evidence.PATTERN));
    assertThat(scan(detector, "boom").faults()).hasSize(1);
    assertThat(scan(detector, "no trigger here").faults()).isEmpty();
  }
}
