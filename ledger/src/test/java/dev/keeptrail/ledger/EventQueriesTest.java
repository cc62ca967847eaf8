package dev.keeptrail.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueriesTest {
  private final EventQueries queries =
      new EventQueries(() -> Instant.parse("2026-11-23T12:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-11-23T11:59:30Z",
    "5m, 2026-11-23T11:55:00Z",
    "24h, 2026-11-22T12:00:00Z",
    "7d, 2026-11-16T12:00:00Z",
    "365d, 2025-11-23T12:00:00Z",
    "2w, 2026-11-09T12:00:00Z",
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-11-01T00:00:00.5+02:00, 2026-10-31T22:00:00.5Z",
  })
  void readsAgesAndTimes(String word, Instant time) throws Exception {
    assertThat(queries.parseTime(word)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "-5m",
        "5",
        "5y",
        "1 h",
        "1000000d",
        "٥m",
        "now",
        "2026-11",
        "2026-02-29",
        "01.03.2026",
        "2026-11-23T12:00:00"
      })
  void refusesOtherTimesWithAnExample(String word) {
    assertThatThrownBy(() -> queries.parseTime(word))
        .isInstanceOf(QueryFormatException.class)
        .hasMessageStartingWith("`" + word + "` is not a time; use an age such as `5m`");
  }

  @Test
  void neitherBelievesNorRepeatsHostileWords() {
    assertThatThrownBy(() -> queries.parseTime("\u001b[2J" + "9".repeat(10_000)))
        .isInstanceOf(QueryFormatException.class)
        .hasMessageStartingWith("`\\u{1b}[2J999")
        .message()
        .hasSizeLessThan(250);
  }

  @Test
  void readsBothSpellingsOfVerdicts() throws Exception {
    assertThat(EventQueries.parseVerdicts(List.of("allow", "Blocked", "redacted", "ESCALATE")))
        .containsExactly("allow", "block", "redact", "escalate");
    assertThat(EventQueries.parseVerdicts(List.of("block", "blocked"))).containsExactly("block");
    assertThatThrownBy(() -> EventQueries.parseVerdict("denied"))
        .isInstanceOf(QueryFormatException.class)
        .hasMessage(
            "`denied` is not a verdict; the verdicts are `allow`, `block`, `redact`, `escalate`");
  }

  @Test
  void putsAQueryTogether() throws Exception {
    assertThat(queries.parse("1h", null, List.of("blocked"), "pii-detector", 50))
        .isEqualTo(
            new EventQuery(
                Instant.parse("2026-11-23T11:00:00Z"),
                null,
                Set.of("block"),
                "pii-detector",
                0,
                50));
  }

  @Test
  void refusesBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> queries.parse("1h", "2h", List.of(), null, 50))
        .isInstanceOf(QueryFormatException.class)
        .hasMessage("the start of the time range is not before its end");
    assertThatThrownBy(() -> queries.parse(null, null, List.of(), null, 0))
        .isInstanceOf(QueryFormatException.class)
        .hasMessage("the limit is not between 1 and 10000");
    assertThatThrownBy(() -> queries.parse(null, null, List.of(), null, 10_001))
        .isInstanceOf(QueryFormatException.class);
    assertThatThrownBy(() -> queries.parse(null, null, List.of(), " ", 5))
        .isInstanceOf(QueryFormatException.class)
        .hasMessageStartingWith("the policy name is not between");
  }
}
