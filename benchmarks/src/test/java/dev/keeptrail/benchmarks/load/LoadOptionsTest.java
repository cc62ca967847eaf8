package dev.keeptrail.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOptionsTest {
  @Test
  void measuresEverythingUnlessTold() {
    var options = LoadOptions.parse(List.of());
    assertThat(options.connections()).containsExactly(1, 16, 32);
    assertThat(options.targets()).containsExactly(Target.DIRECT, Target.BATCH, Target.STRICT);
    assertThat(options.personalPercent()).isZero();
  }

  @Test
  void takesWhatIsAskedFor() {
    var options =
        LoadOptions.parse(
            List.of(
                "--connections",
                "4,8",
                "--targets",
                "batch",
                "--seconds",
                "3",
                "--pii",
                "25",
                "--gateway-option",
                "--max-concurrency",
                "--gateway-option",
                "64"));
    assertThat(options.connections()).containsExactly(4, 8);
    assertThat(options.targets()).containsExactly(Target.BATCH);
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.personalPercent()).isEqualTo(25);
    assertThat(options.gatewayOptions()).containsExactly("--max-concurrency", "64");
  }

  @Test
  void quickIsShort() {
    var options = LoadOptions.parse(List.of("--quick"));
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.seconds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--connections 0",
        "--connections 1,,2",
        "--connections 2000",
        "--seconds 86400",
        "--rounds many",
        "--pii 101",
        "--body 10",
        "--targets moon",
        "--targets",
        "--no-such-option",
      })
  void slipsAreRefusedWithTheWordThatWasWrong(String words) {
    List<String> arguments = List.of(words.split(" ", -1));
    assertThatThrownBy(() -> LoadOptions.parse(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`");
  }
}
