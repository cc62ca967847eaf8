package dev.keeptrail.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.language.rule.Phase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyTimesTest {
  @Test
  void sumsUpWhatBelongsToAPolicyAndWhatIsShared() {
    var metrics = new GatewayMetrics(model -> model, Surroundings.NONE, InstantSource.system());
    metrics.times().scanned(Phase.INPUT, 3_000_000);
    metrics.times().judged(Phase.INPUT, "words", 1_000_000);
    metrics.times().judged(Phase.INPUT, "words", 1_500_000);
    metrics.times().judged(Phase.OUTPUT, "words", 4_000_000);
    metrics.times().checked(Phase.TOOL, "tools", 500_000_000);
    metrics.fetched("pages", 2_000_000_000);
    assertThat(metrics.scrape())
        .contains(
            "keeptrusts_gateway_scan_seconds_count{phase=\"input\"} 1",
            "keeptrusts_gateway_scan_seconds_sum{phase=\"input\"} 0.003",
            "_policy_time_seconds_count{part=\"rules\",phase=\"input\",policy=\"words\"} 2",
            "_policy_time_seconds_sum{part=\"rules\",phase=\"input\",policy=\"words\"} 0.0025",
            "_policy_time_seconds_sum{part=\"rules\",phase=\"output\",policy=\"words\"} 0.004",
            "_policy_time_seconds_sum{part=\"check\",phase=\"tool\",policy=\"tools\"} 0.5",
            "_policy_time_seconds_sum{part=\"fetch\",phase=\"input\",policy=\"pages\"} 2.0")
        .doesNotContain("policy=\"\"");
  }

  @Test
  void showsHowLongScansWaitForDetectorsFromOutside() {
    var bounds = new PlugIn.Bounds(Duration.ofSeconds(60), 1, EnumSet.allOf(Source.class));
    try (var plugIn = new PlugIn("slow", new Idle(), bounds)) {
      var metrics =
          new GatewayMetrics(
              model -> model, new Surroundings(List::of, List.of(plugIn)), InstantSource.system());
      assertThat(metrics.scrape())
          .contains("keeptrusts_gateway_detector_call_seconds_count{detector=\"slow\"} 0");
      assertThat(plugIn.start(List.of(new ScanText("text", Origin.UNKNOWN))).await()).isEmpty();
      assertThat(metrics.scrape())
          .contains("keeptrusts_gateway_detector_call_seconds_count{detector=\"slow\"} 1")
          .doesNotContain("keeptrusts_gateway_detector_call_seconds_sum{detector=\"slow\"} 0.0\n");
    }
  }

  /** Finds nothing. */
  private static final class Idle implements BatchDetector {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public Set<String> categories() {
      return Set.of("plugin.nothing");
    }

    @Override
    public int maxMatchLength() {
      return 1;
    }

    @Override
    public void detect(List<ScanText> texts, Deadline deadline, Sink sink) {
      // There is nothing to find.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
