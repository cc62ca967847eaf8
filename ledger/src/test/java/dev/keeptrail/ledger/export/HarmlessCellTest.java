package dev.keeptrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote does nothing in a spreadsheet, and hides nothing. */
final class HarmlessCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|'/c calc'!A1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\uff1d1+1",
        "\ufe661+1",
        " =x",
        "\u200b\u00a0=1+1",
        "\0=1+1"
      })
  void aFormulaIsAText(String text) {
    assertThat(HarmlessCell.of(text)).isEqualTo("'" + text.replace('\0', '\ufffd'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x=1", "2026-01-02", "\u202eabc", "'=x", "a\r\nb", "#N/A"})
  void otherTextsStayAsTheyAre(String text) {
    assertThat(HarmlessCell.of(text)).isEqualTo(text);
  }

  @Test
  void noTextHidesBehindNul() {
    assertThat(HarmlessCell.of("gpt-5.4\0 and more")).isEqualTo("gpt-5.4\ufffd and more");
    assertThat(HarmlessCell.of(null)).isNull();
  }
}
