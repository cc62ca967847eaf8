package dev.keeptrail.gateway.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkupTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          <p>one</p><p>two</p>                            | one two
          a &lt;b&gt; &amp;amp; &#65;&#x42; &nope; & c    | a <b> &amp; AB &nope; & c
          <img alt="say &quot;this&quot;" src="x">        | say "this"
          <meta name=d content='some words'>              | some words
          <input value=bare>                              | bare
          <div style="display:none">hidden words</div>    | hidden words
          before<!-- a comment -->after                   | before a comment after
          <!doctype html><?xml v?>text                    | text
          a < b and c > d                                 | a < b and c > d
          <a href="https://x.example">link</a>            | link
          <p title="open                                  | open
          <                                               | <
          <!--                                            | ~~
          &#x110000;                                      | &#x110000;
          """)
  void givesWhatCanBeRead(String page, String text) {
    assertThat(MarkupText.of(page).strip().replaceAll("\\s+", " ")).isEqualTo(text);
  }

  @Property
  void neverFails(
      @ForAll
          @StringLength(max = 200)
          @Chars({'<', '>', '!', '-', '&', '#', ';', '"', '\'', '=', 'a', 'x', ' ', '/'})
          String page) {
    assertThat(MarkupText.of(page).length()).isLessThanOrEqualTo(3 * page.length() + 2);
  }

  @Test
  void hostilePagesTakeLinearTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String part :
              new String[] {"&", "<", "<!", "<!--", "<a ", "<a b=\"", "<a =", "&#", "< "}) {
            assertThat(MarkupText.of(part.repeat(300_000))).as(part).isNotNull();
          }
        });
  }
}
