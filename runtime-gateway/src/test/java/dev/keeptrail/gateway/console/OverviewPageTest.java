package dev.keeptrail.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.console.OverviewFigures.Range;
import dev.keeptrail.gateway.console.OverviewFigures.Slot;
import dev.keeptrail.gateway.html.Html;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The figures of a ledger that a newer build has written to. */
final class OverviewPageTest {
  @Test
  void verdictsThatAreNotKnownAreCountedTogether() {
    String page = page(Map.of("allow", 3L, "quarantine", 4L, "throttle", 5L));

    assertThat(page)
        .contains("<dt>Requests</dt><dd>12</dd>", "<dt>allow</dt><dd>3</dd>")
        .contains("<dt>other</dt><dd>9</dd>", "01-01 00:00: 9 other", "class=\"key other\"");
  }

  @Test
  void nothingIsSaidOfOthersWhereThereAreNone() {
    assertThat(page(Map.of("allow", 3L, "block", 1L)))
        .contains("<dt>Requests</dt><dd>4</dd>")
        .doesNotContain("other");
  }

  private static String page(Map<String, Long> events) {
    var slot =
        new Slot(
            Instant.parse("2026-01-01T00:00:00Z"), events, 0, 0, 0, new TreeMap<>(Map.of(1, 1L)));
    return Html.write(
        OverviewPage.of(new OverviewFigures(Range.DAY, List.of(slot), Map.of())).main());
  }
}
