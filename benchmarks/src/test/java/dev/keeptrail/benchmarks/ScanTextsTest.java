package dev.keeptrail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.benchmarks.scan.ScanTexts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanTextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"clean", "personal", "multilingual", "code", "base64", "busy"})
  void textsHaveTheSizeAskedForAndAreTheSameForTheSameSeed(String kind) {
    String text = ScanTexts.of(kind, 2_048, 7);

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(2_045, 2_048);
    assertThat(ScanTexts.of(kind, 2_048, 7)).isEqualTo(text);
    assertThat(ScanTexts.of(kind, 2_048, 8)).isNotEqualTo(text);
  }
}
