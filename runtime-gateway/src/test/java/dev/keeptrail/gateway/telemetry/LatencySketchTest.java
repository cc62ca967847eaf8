package dev.keeptrail.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LatencySketchTest {
  @Test
  void saysWithinWhatTimeAShareWasOver() {
    var sketch = new LatencySketch();
    assertThat(sketch.within(0.5)).isZero();
    for (int millis = 1; millis <= 1_000; millis++) {
      sketch.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    assertThat(sketch.within(0.5)).isCloseTo(500, Percentage.withPercentage(10));
    assertThat(sketch.within(0.9)).isCloseTo(900, Percentage.withPercentage(10));
    assertThat(sketch.within(0.99)).isCloseTo(990, Percentage.withPercentage(10));
    assertThat(sketch.within(1)).isEqualTo(1_000);
    assertThat(sketch.longest()).isEqualTo(1_000);
  }

  @Test
  void takesWhatNoTimeIsAndWhatNeverEnds() {
    var sketch = new LatencySketch();
    sketch.add(0);
    sketch.add(Long.MAX_VALUE);

    assertThat(sketch.within(0.5)).isPositive();
    assertThat(sketch.longest()).isGreaterThan(1e12);
  }
}
