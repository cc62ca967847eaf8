package dev.keeptrail.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DurationsTest {
  @Test
  void quantilesAreThoseOfAllValues() {
    var durations = new Durations();
    for (int at = 5_000; at >= 1; at--) {
      durations.add(at);
    }
    assertThat(durations.quantiles()).isEqualTo(new Quantiles(5_000, 2_500, 4_500, 4_950, 5_000));
  }

  @Test
  void fewValuesAreQuantilesToo() {
    var durations = new Durations();
    assertThat(durations.quantiles().count()).isZero();
    durations.add(7);
    assertThat(durations.quantiles()).isEqualTo(new Quantiles(1, 7, 7, 7, 7));
  }
}
