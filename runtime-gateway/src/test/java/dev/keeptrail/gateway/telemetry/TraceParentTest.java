package dev.keeptrail.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of W3C Trace Context. */
final class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(strings = {"00-%s-%s-01", "01-%s-%s-03", "cc-%s-%s-01-what-comes-later"})
  void takesWhatTheRecommendationAllows(String form) {
    assertThat(TraceParent.parse(form.formatted(TRACE, SPAN)))
        .isEqualTo(new TraceParent(TRACE, SPAN, true));
  }

  @Test
  void knowsThatTheCallerDoesNotRecord() {
    TraceParent parent = TraceParent.parse("00-%s-%s-02".formatted(TRACE, SPAN));

    assertThat(Objects.requireNonNull(parent).sampled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "zz-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void takesNothingElse(String header) {
    assertThat(TraceParent.parse(header)).isNull();
  }
}
