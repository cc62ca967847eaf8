package dev.keeptrail.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoldenNamesTest {
  @ParameterizedTest
  @CsvSource({
    "Masks an e-mail address,masks-an-e-mail-address",
    "'blocks: 3 > 2 (always)',blocks-3-2-always",
    "captured › one …,captured-one"
  })
  void ofPlainTitlesSayWhatTheyAre(String title, String name) {
    assertThat(GoldenNames.of(List.of(title))).containsValue(name);
  }

  @ParameterizedTest
  @CsvSource({
    "Prüft Überweisungen,pruft-uberweisungen-[0-9a-f]{8}",
    "straße,stra-e-[0-9a-f]{8}",
    "日本語,-[0-9a-f]{8}"
  })
  void keepWhatCanBeSaidOfOtherLettersAndADigest(String title, String name) {
    assertThat(GoldenNames.of(List.of(title)).get(title)).matches(name);
  }

  /** Whether the other is there or not. */
  @ParameterizedTest
  @CsvSource({"Ruckgabe prüfen,Rückgabe prüfen", "für A,fur a", "日本,中国"})
  void tellTestsApartThatDifferInSuchLetters(String one, String other) {
    Map<String, String> both = GoldenNames.of(List.of(one, other));
    assertThat(both.get(one)).isNotEqualTo(both.get(other));
  }

  @Test
  void ofATitleDoNotChangeWhenAnotherOneComes() {
    String title = "Rückgabe";
    assertThat(GoldenNames.of(List.of(title)).get(title))
        .isEqualTo(GoldenNames.of(List.of("Rückgabé", title)).get(title));
  }
}
