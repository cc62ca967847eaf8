package dev.keeptrail.detectors.injection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSpellingTest {
  @ParameterizedTest
  @CsvSource({
    "précédent, precedent",
    "configuración, configuracion",
    "esqueça tudo, esqueca tudo",
    "wyświetl, wyswietl",
    "poklaď, poklad",
    "kısıtlama, kisitlama"
  })
  void accentsAreLeftOut(String word, String plain) {
    assertThat(PlainSpelling.of(word)).containsExactly(plain);
  }

  @Test
  void umlautsAreWrittenWithOneLetterOrWithTwo() {
    assertThat(PlainSpelling.of("einschränkungen"))
        .containsExactly("einschrankungen", "einschraenkungen");
    assertThat(PlainSpelling.of("außer kraft")).containsExactly("ausser kraft");
  }

  @ParameterizedTest
  @CsvSource({"instructions", "giù", "инструкции", "忽略所有之前的"})
  void nothingElseHasAnotherSpelling(String word) {
    assertThat(PlainSpelling.of(word)).isEmpty();
  }
}
