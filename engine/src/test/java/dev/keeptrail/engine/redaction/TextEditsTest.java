package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "[\"7734 \\1] | [\"[N] \\1]",
        "{\"a\": \"7734 \\true} | {\"a\": \"[N] \\true}",
        "7734 | [N]",
        "[7734e+2, 7734E-2] | [\"[N]e+2\", 7734E-2]",
        "[\"7734\\ud83d\"] | [\"[N]\\ud83d\"]",
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
  void whatIsNoStringIsMaskedToo() {
    assertThat(TextEdits.apply("[true,7734,null]", List.of(new TextEdit(1, 15, "[X]"))))
        .isEqualTo("[\"[X]\",\"[X]\",\"[X]\"]");
  }

  @Test
  void whiteSpaceAroundJsonIsNoPartOfIt() {
    String text = "\n {\"a\": 7734} \r\n";
    assertThat(TextEdits.apply(text, List.of(new TextEdit(8, 12, "[N]"))))
        .isEqualTo("\n {\"a\": \"[N]\"} \r\n");
  }

  @Test
  void anEscapeIsMaskedAsAWhole() {
    String text = "[\"a\\u0040b\"]";
    assertThat(TextEdits.apply(text, List.of(new TextEdit(5, 7, "#")))).isEqualTo("[\"a#b\"]");
    assertThat(TextEdits.apply(text, List.of(new TextEdit(5, 6, "#"), new TextEdit(7, 8, "again"))))
        .isEqualTo("[\"a#b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "0", "9", "90", "-7"})
  void aNumberStaysOneWhereTheMarkerIsOne(String marker) {
    assertThat(TextEdits.apply("[7734]", List.of(new TextEdit(1, 5, marker))))
        .isEqualTo("[" + marker + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "007", "-01", "4 2", "x"})
  void aNumberBecomesAStringWhereTheMarkerIsNone(String marker) {
    assertThat(TextEdits.apply("[7734]", List.of(new TextEdit(1, 5, marker))))
        .isEqualTo("[\"" + marker + "\"]");
    assertThat(TextEdits.apply("[7734]", List.of(new TextEdit(1, 3, "0")))).isEqualTo("[\"034\"]");
  }

  @Test
  void deepNestingIsNoProblem() {
    String text = "[".repeat(100_000) + "7734" + "]".repeat(100_000);
    assertThat(TextEdits.apply(text, List.of(new TextEdit(100_000, 100_004, "x"))))
        .isEqualTo(text.replace("7734", "x"));
  }
}
