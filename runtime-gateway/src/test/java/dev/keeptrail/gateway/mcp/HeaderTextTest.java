package dev.keeptrail.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "us-west1|us-west1",
        "a b|a b",
        " padded |=?base64?IHBhZGRlZCA=?=",
        "Hello, \u4e16\u754c|=?base64?SGVsbG8sIOS4lueVjA==?=",
        "=?base64?literal?=|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=",
        "=?BASE64?a?=|=?BASE64?a?=",
        "''|=?base64??=",
      })
  void aTextIsItselfWhereAHeaderCanHoldIt(String text, String header) {
    assertThat(HeaderText.encode(text)).isEqualTo(header);
    assertThat(HeaderText.decode(header)).hasValue(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?base64?YQ?=",
        "=?base64?YR==?=",
        "=?base64?Y Q==?=",
        "=?base64?_w==?=",
        "=?base64?/w==?=",
        "\u00e4",
        "a\u0000",
        "a\r\nb",
      })
  void whatHasTwoFormsOrNoneIsNone(String header) {
    assertThat(HeaderText.decode(header)).isEmpty();
  }

  @Test
  void everyTextComesBack() {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, 0x10000)
              .filter(sign -> !Character.isSurrogate((char) sign))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String header = HeaderText.encode(text);
      assertThat(header.chars()).allMatch(sign -> sign >= ' ' && sign <= '~');
      assertThat(header).isEqualTo(header.strip());
      assertThat(HeaderText.decode(header)).as(text).hasValue(text);
    }
  }
}
