package dev.keeptrail.detectors.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportTest {
  private static Report report() {
    var report = new Report();
    report
        .section("Things")
        .note("Counted.")
        .table(
            new Table("By kind", "kind", "many", "share", "ratio")
                .add(Cell.of("a|b"), Cell.of(1_200), Cell.share(1, 2), Cell.ratio(0.25))
                .add(Cell.of("c"), Cell.of(3), Cell.share(0, 0), Cell.ratio(Double.NaN)));
    report.figure("things.share", 1, 2);
    report.figure("nothing", 0, 0);
    return report;
  }

  @Test
  void textHasItsColumnsInLine() {
    assertThat(report().toText())
        .isEqualTo(
            """
            == Things
            Counted.

            By kind
              kind   many            share  ratio
              a|b   1,200  50.0 (9.5-90.5)  0.250
              c         3

            """);
  }

  @Test
  void markdownEscapesBars() {
    assertThat(report().toMarkdown())
        .contains("## Things", "| kind | many | share | ratio |", "| --- | ---: | ---: | ---: |")
        .contains("| a\\|b | 1,200 | 50.0 (9.5-90.5) | 0.250 |");
  }

  @Test
  void jsonKeepsBothPartsOfAShare() {
    assertThat(report().toJson())
        .contains("\"things.share\" : 0.5", "\"hits\" : 1", "\"total\" : 2")
        .doesNotContain("nothing", "NaN");
  }

  @ParameterizedTest
  @CsvSource({"0,10,0,.2775", "10,10,.7225,1", "81,263,.2553,.3662", "1,2,.0945,.9055"})
  void intervalsAreWilsons(long hits, long total, double low, double high) {
    Interval interval = Interval.of(hits, total);

    assertThat(interval.low()).isCloseTo(low, within(0.0005));
    assertThat(interval.high()).isCloseTo(high, within(0.0005));
  }

  @Test
  void floorsSayWhatDoesNotHold() {
    Floors floors = Floors.parse("# bounds\na >= 0.5\nb <= 0.1 # few\n\nc >= 0\n");

    assertThat(floors.broken(Map.of("a", 0.5, "b", 0.1, "c", 1.0))).isEmpty();
    assertThat(floors.broken(Map.of("a", 0.4, "b", 0.2)))
        .containsExactly(
            "a is 0.4000, and must be >= 0.5",
            "b is 0.2000, and must be <= 0.1",
            "c was not measured");
  }

  @ParameterizedTest
  @CsvSource({
    "a > 1,line 1 is neither",
    "a >= x,line 1: `x` is no number",
    ">= 1,line 1 is neither"
  })
  void floorsThatAreNoneAreRefused(String line, String problem) {
    assertThatThrownBy(() -> Floors.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void excerptsDriveNoTerminal() {
    assertThat(Excerpt.of("a\nb\u001b[31m\u202ec\ud800"))
        .isEqualTo("a\\nb\\u{1b}[31m\\u{202e}c\\u{d800}");
    assertThat(Excerpt.of("x".repeat(500))).hasSize(164).endsWith(" ...");
  }
}
