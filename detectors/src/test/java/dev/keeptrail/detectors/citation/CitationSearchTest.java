package dev.keeptrail.detectors.citation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CitationSearchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          See https://example.com/a?b=1, or ask.                       | URL:https://example.com/a?b=1
          [the page](http://example.com/x_y).                          | URL:http://example.com/x_y
          It is known (Smith et al., 2020).                            | ACADEMIC:(Smith et al., 2020)
          It is known (Müller & Søren 2018b; Li 2019).                 | ACADEMIC:(Müller & Søren 2018b; Li 2019)
          As shown in [3] and [1, 4-6].                                | ACADEMIC:[3] ACADEMIC:[1, 4-6]
          doi:10.1000/xyz123.                                          | ACADEMIC:10.1000/xyz123
          See arXiv:1706.03762 for it.                                 | ACADEMIC:arXiv:1706.03762
          He said "the quick brown fox jumps" twice.                   | QUOTE:"the quick brown fox jumps"
          Er schrieb „das ist der Anfang vom Ende“ auf.                | QUOTE:„das ist der Anfang vom Ende"
          «Il faut cultiver notre jardin ensemble»                     | QUOTE:«Il faut cultiver notre jardin ensemble»
          The "free" plan costs nothing.                               | ``
          rows[3] and f(x)[2] and a[i][1]                              | ``
          [3](https-less link) and [ ] and [x] todo                    | ``
          The meeting (Monday, 10:30) was short.                       | ``
          Built in spring (March 2020) and later (since 1999).         | ``
          Version 10.4 / 2 of the tool; arXiv is a server.             | ``
          It's 5'10" tall and 6'2" wide.                               | ``
          """)
  void findsWhatIsCited(String text, String expected) {
    var scanned = TextNormalizer.normalize(text);
    List<String> found =
        CitationSearch.in(scanned).stream()
            .map(one -> one.kind() + ":" + scanned.subSequence(one.start(), one.end()))
            .toList();

    assertThat(String.join(" ", found)).isEqualTo(expected);
  }
}
