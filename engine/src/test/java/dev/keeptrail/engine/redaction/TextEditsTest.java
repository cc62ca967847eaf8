package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextEditsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no JSON: 7734 here | no JSON: [N] here",
        "{\"a\": 7734} | {\"a\": \"[N]\"}",
        "{\"a\": -7734.5} | {\"a\": \"-[N].5\"}",
        "{\"a\": \"x 7734\"} | {\"a\": \"x [N]\"}",
        "[\"{\\\"a\\\": 7734}\"] | [\"{\\\"a\\\": \\\"[N]\\\"}\"]",
        "{\"a\": 7734} and more | {\"a\": [N]} and more",
        "{\"a\": 7734 | {\"a\": [N]",
        "7734 | [N]",
      })
  void editsWhatTheTextIs(String text, String expected) {
    int at = text.indexOf("7734");
    assertThat(TextEdits.apply(text, List.of(new TextEdit(at, at + 4, "[N]")))).isEqualTo(expected);
  }

  @Test
  void aWholeTextIsReplacedWhateverItIs() {
    String text = "{\"a\": 1}";
    assertThat(TextEdits.apply(text, List.of(new TextEdit(0, text.length(), "[MESSAGE]"))))
        .isEqualTo("[MESSAGE]");
  }

  @Test
  void whatLiesAcrossValuesIsMaskedInEach() {
    String text = "{\"password\": \"secret\", \"n\": 12}";
    assertThat(TextEdits.apply(text, List.of(new TextEdit(3, 31, "[X]"))))
        .isEqualTo("{\"p[X]\": \"[X]\", \"[X]\": \"[X]\"}");
  }

  @Test
  void anEscapeIsMaskedAsAWhole() {
    String text = "[\"a\\u0040b\"]";
    assertThat(TextEdits.apply(text, List.of(new TextEdit(5, 7, "#")))).isEqualTo("[\"a#b\"]");
  }

  @Test
  void aNumberStaysOneWhereTheMarkerIsOne() {
    assertThat(TextEdits.apply("[7734]", List.of(new TextEdit(1, 5, "42")))).isEqualTo("[42]");
    assertThat(TextEdits.apply("[7734]", List.of(new TextEdit(1, 3, "0")))).isEqualTo("[\"034\"]");
  }

  @Test
  void deepNestingIsNoProblem() {
    String text = "[".repeat(100_000) + "7734" + "]".repeat(100_000);
    assertThat(TextEdits.apply(text, List.of(new TextEdit(100_000, 100_004, "x"))))
        .isEqualTo(text.replace("7734", "x"));
  }
}
