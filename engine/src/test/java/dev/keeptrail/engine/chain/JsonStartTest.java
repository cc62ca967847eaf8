package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of an answer that could be JSON may go out: all but the value that has not ended. */
final class JsonStartTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          {"a": 12|{"a": |true
          {"a": 12,|{"a": 12,|true
          {"a": 12 |{"a": 12 |true
          {"a": "x|{"a": |true
          {"a": "x\\"y|{"a": |true
          {"a": "x\\"|{"a": |true
          {"a": "x\\\\"|{"a": "x\\\\"|true
          {"a": "x, y: {|{"a": |true
          [-1.5e+3|[|true
          [0|[|true
          [9|[|true
          [tru|[|true
          [false|[|true
          [null|[|true
          [true]|[true]|true
          [trx|[trx|false
          [e|[e|false
          [1a|[1a|false
          [/|[/|false
          [;|[;|false
            {|  {|true
            no JSON: {"a": 12|  no JSON: {"a": 12|false
          "a|"a|false
          12|12|false
          """)
  void goesOutUpToTheValueThatHasNotEnded(String text, String out, boolean mayBe) {
    var whole = new JsonStart();
    assertThat(whole.border(text, text.length())).isEqualTo(out.length());
    assertThat(whole.mayBe()).isEqualTo(mayBe);
    var byCharacter = new JsonStart();
    int border = 0;
    for (int end = 1; end <= text.length(); end++) {
      border = byCharacter.border(text, end);
      assertThat(border).isLessThanOrEqualTo(end);
    }
    assertThat(border).isEqualTo(out.length());
  }
}
