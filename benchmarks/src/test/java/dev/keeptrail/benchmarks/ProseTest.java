package dev.keeptrail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProseTest {
  @Test
  void makesTextOfExactlyTheLengthAskedFor() {
    assertThat(Prose.clean(1024, 1)).hasSize(1024);
    assertThat(Prose.withPersonalValues(10_240, 1, 4)).hasSize(10_240);
    assertThat(Prose.withPersonalValues(1024, 1, 0)).isEqualTo(Prose.clean(1024, 1));
  }

  @Test
  void isAsciiSoThatCharactersAreBytes() {
    assertThat(Prose.withPersonalValues(1024, 3, 4).getBytes(StandardCharsets.UTF_8)).hasSize(1024);
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(Prose.clean(500, 5))
        .isEqualTo(Prose.clean(500, 5))
        .isNotEqualTo(Prose.clean(500, 6));
  }

  @Test
  void cyclesThroughTheKindsOfPersonalValue() {
    assertThat(Prose.withPersonalValues(1024, 1, 4))
        .contains("@example.com", "+1 212 555 01", "4111 1111 1111 1111", "203.0.113.");
  }

  @Test
  void refusesMoreValuesThanFit() {
    assertThatThrownBy(() -> Prose.withPersonalValues(100, 1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not fit");
  }
}
