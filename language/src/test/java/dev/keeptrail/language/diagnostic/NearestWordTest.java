package dev.keeptrail.language.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
  private static final List<String> WORDS = List.of("action", "pii-detector", "block_status", "id");

  @Test
  void findsSwapsLossesCaseAndUnderscores() {
    assertThat(NearestWord.of("actoin", WORDS)).contains("action");
    assertThat(NearestWord.of("Action", WORDS)).contains("action");
    assertThat(NearestWord.of("pii_detector", WORDS)).contains("pii-detector");
    assertThat(NearestWord.of("block-staus", WORDS)).contains("block_status");
  }

  @Test
  void staysSilentWhereNothingIsNear() {
    assertThat(NearestWord.of("retention", WORDS)).isEmpty();
    assertThat(NearestWord.of("x".repeat(10_000), WORDS)).isEmpty();
    assertThat(NearestWord.of("abc", List.of())).isEmpty();
  }
}
