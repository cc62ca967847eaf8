package dev.keeptrail.detectors.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Origin;
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
    assertThat(doubt(Source.DOCUMENT, 6, ideas, words)).isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT,3,0,2",
    "DOCUMENT,6,1.2,2",
    "TOOL_RESULT,60,1.2,2",
    "DOCUMENT,2,0,0",
    "USER,2,0,0",
    "USER,3,0,2",
    "USER,60,0,2",
    "TOOL_DEFINITION,60,0,2",
    "SYSTEM,60,0,2"
  })
  void doubtsEnglishInLongContentOnlyAndOtherLanguagesInAllThatIsNotShort(
      Source source, int windows, double english, double german) {
    assertThat(doubt(source, windows, 0, "The list is empty, and it will not be read again."))
        .isEqualTo(english);
    assertThat(doubt(source, windows, 0, "Die Liste ist leer und wird nicht noch einmal gelesen."))
        .isEqualTo(german);
  }

  private static double doubt(Source source, int windows, int ideas, String words) {
    ScannedText text = TextNormalizer.normalize(words).from(Origin.of(source, 0));
    return Doubt.of(text, windows, ideas, 0, text.length());
  }
}
