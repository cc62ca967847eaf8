package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as the clocks on somebody's wall had it. */
final class EventsZoneTest {
  private static final String BERLIN = "Europe/Berlin";

  @TempDir Path home;

  @BeforeEach
  void eventsAroundBothChangesOfTheClock() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (String time :
          List.of(
              "2026-03-28T22:59:59.500000Z",
              "2026-03-28T23:00:00.000000Z",
              "2026-03-29T21:59:59.500000Z",
              "2026-03-29T22:00:00.000000Z",
              "2026-10-25T00:30:00.000000Z",
              "2026-10-25T01:30:00.000000Z",
              "2026-10-31T23:30:00.000000Z")) {
        store.append(SmallEvents.at(time));
      }
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private List<String> first(String... arguments) {
    return kt(0, arguments)
        .out()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void aDayBeginsAndEndsWhereItIsMeant() {
    assertThat(
            first(
                "events",
                "tail",
                "--since",
                "2026-03-29",
                "--until",
                "2026-03-30",
                "--zone",
                BERLIN))
        .containsExactly("2026-03-29T23:59:59+02:00", "2026-03-29T00:00:00+01:00");
    assertThat(first("events", "tail", "--since", "2026-03-29", "--until", "2026-03-30"))
        .containsExactly("2026-03-29T22:00:00Z", "2026-03-29T21:59:59Z");
  }

  @Test
  void anHourThatComesTwiceIsTwoHours() {
    assertThat(first("events", "stats", "--by", "hour", "--since", "2026-10-25", "--zone", BERLIN))
        .containsExactly(
            "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00", "2026-11-01T00:00:00+01:00");
    assertThat(first("events", "stats", "--by", "hour", "--since", "2026-10-25"))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-31T23:00:00Z");
  }

  @Test
  void countsByDayAndMonthOfTheZone() {
    assertThat(first("events", "stats", "--by", "month")).containsExactly("2026-03", "2026-10");
    assertThat(first("events", "stats", "--by", "month", "--zone", BERLIN))
        .containsExactly("2026-03", "2026-10", "2026-11");
    assertThat(first("events", "stats", "--by", "day", "--zone", BERLIN))
        .containsExactly("2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-11-01");
    assertThat(kt(0, "events", "stats", "--by", "month", "--json").out())
        .contains("\"month\": \"2026-10\"");
  }

  @Test
  void timesOfEventsThemselvesStayInUtc() throws Exception {
    assertThat(kt(0, "events", "tail", "--zone", BERLIN, "--limit", "1", "--json").out())
        .contains("\"2026-10-31T23:30:00.000000Z\"");
    Path file = home.resolve("october.csv");
    kt(
        0,
        "events",
        "export",
        "--since",
        "2026-11-01",
        "--zone",
        BERLIN,
        "--output",
        file.toString());
    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().contains("2026-10-31T23:30");
  }

  @Test
  void allNamesOfUtcShowTheSame() {
    String utc = kt(0, "events", "tail").out();
    for (String zone : List.of("UTC", "Z", "Etc/UTC", "GMT", "+00:00")) {
      assertThat(kt(0, "events", "tail", "--zone", zone).out()).isEqualTo(utc);
    }
  }

  @Test
  void namesAZoneThatIsNone() {
    assertThat(kt(1, "events", "tail", "--zone", "Europe/Berln").err())
        .contains("`Europe/Berln` is not a value for `--zone`", "`Europe/Berlin`");
  }
}
