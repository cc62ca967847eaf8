package dev.keeptrail.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  @Test
  void emptyOneSaysZero() {
    var histogram = new LatencyHistogram();
    assertThat(histogram.percentile(0.5)).isZero();
    assertThat(histogram.max()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 129, 255, 256, 1_000_000, 3_600_000_000_000L})
  void oneValueIsEveryPercentile(long nanos) {
    var histogram = new LatencyHistogram();
    histogram.record(nanos);
    assertThat(histogram.percentile(0.5)).isCloseTo(nanos, Percentage.withPercentage(0.8));
    assertThat(histogram.percentile(0.99)).isEqualTo(histogram.percentile(0.01));
    assertThat(histogram.max()).isEqualTo(nanos);
  }

  @Test
  void percentilesAreThoseOfTheSortedValues() {
    var random = new Random(11);
    long[] values = random.longs(10_000, 1_000, 50_000_000).toArray();
    var histogram = new LatencyHistogram();
    Arrays.stream(values).forEach(histogram::record);
    Arrays.sort(values);
    for (double fraction : new double[] {0.5, 0.9, 0.99}) {
      long exact = values[(int) Math.ceil(fraction * values.length) - 1];
      assertThat(histogram.percentile(fraction)).isCloseTo(exact, Percentage.withPercentage(0.8));
    }
  }

  @Test
  void sumOfTwoKnowsBoth() {
    var fast = new LatencyHistogram();
    var slow = new LatencyHistogram();
    fast.record(100);
    slow.record(1_000_000);
    fast.add(slow);
    assertThat(fast.count()).isEqualTo(2);
    assertThat(fast.max()).isEqualTo(1_000_000);
    assertThat(fast.percentile(0.5)).isEqualTo(100);
  }

  @Test
  void valuesBeyondItsRangeAreKeptAtItsEnds() {
    var histogram = new LatencyHistogram();
    histogram.record(-5);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.percentile(0.5)).isZero();
  }
}
