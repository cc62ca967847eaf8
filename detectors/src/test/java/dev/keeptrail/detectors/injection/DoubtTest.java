package dev.keeptrail.detectors.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoubtTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 1.2 | The list is empty, and it will not be read again.
          1 | 0.3 | The list is empty, and it will not be read again.
          2 | 0.0 | The list is empty, and it will not be read again.
          0 | 2.0 | Die Liste ist leer und wird nicht noch einmal gelesen.
          1 | 1.2 | Die Liste ist leer und wird nicht noch einmal gelesen.
          2 | 0.5 | Die Liste ist leer und wird nicht noch einmal gelesen.
          3 | 0.0 | Die Liste ist leer und wird nicht noch einmal gelesen.
          0 | 2.0 | Uluhlu alunalutho kwaye aluyi kufundwa kwakhona
          0 | 2.0 | 列表是空的
          """)
  void doubtsLessInEnglishAndWithMoreIdeas(int ideas, double doubt, String words) {
    ScannedText text = TextNormalizer.normalize(words);
    assertThat(Doubt.of(text, 0, text.length(), ideas)).isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT,6,true",
    "TOOL_RESULT,60,true",
    "DOCUMENT,5,false",
    "USER,60,false",
    "TOOL_DEFINITION,60,false",
    "SYSTEM,60,false"
  })
  void doubtsLongContentOnly(Source source, int windows, boolean doubted) {
    assertThat(Doubt.concerns(source, windows)).isEqualTo(doubted);
  }
}
