package dev.keeptrail.detectors.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of findings of the same text stand. Each is a category, a place, a score, and evidence. */
final class OverlapsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what covers the other stands alone in its family
          pii.a 0-9 .5 pattern, pii.b 2-5 .9 pattern | pii.a
          pii.a 2-5 .9 context, pii.b 2-9 .5 term    | pii.b
          # of as long ones the one that is surer
          pii.a 0-9 .5 pattern, pii.b 0-9 .9 pattern | pii.b
          # neither covers the other
          pii.a 0-6 .5 pattern, pii.b 4-9 .9 pattern | pii.a pii.b
          pii.a 0-5 .5 pattern, pii.b 5-9 .9 pattern | pii.a pii.b
          # a checksum wins wherever it is
          pii.a 0-9 .9 pattern, pii.b 2-5 .5 checksum | pii.b
          pii.a 0-6 .9 pattern, pii.b 4-9 .5 checksum | pii.b
          pii.a 0-9 .5 checksum, pii.b 2-5 .9 checksum | pii.a
          pii.a 0-6 .5 checksum, pii.b 4-9 .9 checksum | pii.a pii.b
          # a model takes nothing from a rule, nor from what it saw more clearly
          pii.a 0-9 .9 model, pii.b 2-5 .5 pattern | pii.a pii.b
          pii.a 0-9 .5 model, pii.b 2-5 .9 model   | pii.a pii.b
          pii.a 0-9 .9 model, pii.b 2-5 .5 model   | pii.a
          pii.a 0-9 .9 model, pii.a 2-5 .5 pattern | pii.a
          pii.a 0-9 .5 pattern, pii.b 2-5 .9 model | pii.a
          # other families, and what stands apart
          pii.a 0-9 .9 pattern, pci.b 2-5 .5 pattern     | pci.b pii.a
          pii.url 0-9 .9 pattern, pii.b 2-5 .5 pattern   | pii.b pii.url
          custom.a 0-9 .9 term, custom.b 2-5 .5 term     | custom.a custom.b
          advice.a 0-9 .9 term, advice.b 2-5 .5 term     | advice.a advice.b
          bias.a 0-9 .9 term, bias.b 2-5 .5 term         | bias.a bias.b
          citation.a 0-9 .9 term, citation.b 2-5 .5 term | citation.a citation.b
          toxic 0-9 .9 term, toxic 2-5 .5 term           | toxic
          # three, of which the middle one loses to one alone
          pii.a 0-9 .9 pattern, pii.b 2-12 .5 pattern, pii.c 3-5 .9 pattern | pii.a pii.b
          """)
  void theStrongerStands(String written, String standing) {
    List<Finding> findings =
        new ArrayList<>(Arrays.stream(written.split(",", -1)).map(OverlapsTest::finding).toList());
    for (int order = 0; order < 2; order++) {
      assertThat(Overlaps.resolve(findings).stream().map(Finding::category).sorted().distinct())
          .containsExactly(standing.split(" ", -1));
      Collections.reverse(findings);
    }
  }

  @ParameterizedTest
  @CsvSource({".5, .9, .9", ".9, .5, .9"})
  void whatIsSaidTwiceOfAPlaceIsSaidOnceAndForSure(double one, double other, double sure) {
    List<Finding> twice =
        List.of(
            finding("pii.a 0-9 " + one + " pattern"), finding("pii.a 0-9 " + other + " pattern"));

    assertThat(Overlaps.resolve(twice)).extracting(Finding::score).containsExactly(sure);
  }

  private static Finding finding(String written) {
    String[] parts = written.strip().split("[ -]", -1);
    return new Finding(
        0,
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        parts[0],
        "LABEL",
        Double.parseDouble(parts[3]),
        Evidence.valueOf(parts[4].toUpperCase(Locale.ROOT)),
        View.PLAIN,
        "test@1");
  }
}
