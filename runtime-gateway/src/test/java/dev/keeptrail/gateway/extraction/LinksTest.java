package dev.keeptrail.gateway.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          see https://a.example/b?c=d&e.            | https://a.example/b?c=d&e
          (https://a.example/b)                     | https://a.example/b
          https://a.example/b_(c)                   | https://a.example/b_(c)
          [page](https://a.example/b) and more      | https://a.example/b
          <https://a.example>                       | https://a.example
          "https://a.example/b",                    | https://a.example/b
          HTTP://A.example/b#part                   | HTTP://A.example/b
          xhttps://a.example                        | https://a.example
          ://and https://a.example/b                | https://a.example/b
          https://user:pw@a.example/                | https://user:pw@a.example/
          """)
  void findsAddresses(String text, String link) {
    assertThat(Links.in(text, 10)).containsExactly(URI.create(link));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ://                  |
          https://             |
          ftp://a.example      |
          https:///path        |
          https://%zz          |
          file:///etc/passwd   |
          a.example/b          |
          """)
  void findsNothingElse(String text) {
    assertThat(Links.in(text, 10)).isEmpty();
  }

  @Test
  void stopsAtTheLimitAndCountsNoneTwice() {
    String text = "https://a.example https://a.example https://b.example https://c.example";
    assertThat(Links.in(text, 2))
        .isEqualTo(List.of(URI.create("https://a.example"), URI.create("https://b.example")));
    assertThat(Links.in(text, 0)).isEmpty();
  }

  @Test
  void hostileTextsTakeLinearTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Links.in("://".repeat(1_000_000), 1_000)).isEmpty();
          assertThat(Links.in("https://".repeat(300_000), 1_000)).isNotNull();
          assertThat(Links.in("https://a" + "(".repeat(1_000_000), 1_000)).isNotNull();
          assertThat(Links.in("http://" + ")".repeat(1_000_000), 1_000)).isEmpty();
        });
  }
}
