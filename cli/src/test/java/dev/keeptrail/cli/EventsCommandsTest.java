package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One decision, many, and all of them. */
final class EventsCommandsTest {
  private static final int EVENTS = 1_005;

  @TempDir Path home;

  @BeforeEach
  void events() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (int at = 1; at < EVENTS; at++) {
        assertThat(store.append(SmallEvents.allowed("evt_" + at))).isEqualTo(at);
      }
      assertThat(store.append(SmallEvents.blocked("evt_last", "=cmd|'/c calc'"))).isEqualTo(EVENTS);
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  @Test
  void showsOneDecision() throws Exception {
    assertThat(kt(0, "events", "show", "evt_last").out())
        .contains(
            "verdict        block (prompt_injection.detected)", "decided by     prompt-injection")
        .contains("PHASE", "input");
    assertThat(EventJson.read(kt(0, "events", "show", "evt_7", "--json").out().strip()).id())
        .isEqualTo("evt_7");
    assertThat(kt(1, "events", "show", "evt_none").err()).contains("there is no event `evt_none`");
  }

  /** All events of this ledger are of the request `req_1`. */
  @ParameterizedTest
  @ValueSource(strings = {"show", "why"})
  void namesTheEventsOfARequest(String command) throws Exception {
    Path one = home.resolve("one");
    try (EventStore store = Ledgers.openForAppend(one, Durability.BATCH)) {
      assertThat(store.append(SmallEvents.blocked("evt_only", "m"))).isEqualTo(1);
    }
    assertThat(kt(0, "events", command, "req_1", "--ledger", one.toString()).out())
        .contains("evt_only", "prompt_injection.detected");
    assertThat(kt(1, "events", command, "req_1").err())
        .contains("20 events or more are of requests with the id `req_1`", "evt_last, ");
    assertThat(kt(1, "events", command, "req_2").err())
        .contains("none of a request `req_2`", "requests.refused");
  }

  /** What a caller got as x-request-id, and complains with. */
  @Test
  void findsADecisionByTheIdOfItsRequest() throws Exception {
    var clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z").minusSeconds(90));
    String request = EventIds.secure(clock).nextRequest();
    String refused = EventIds.secure(clock).nextRequest();
    String twice = EventIds.secure(clock).nextRequest();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.allowedRequest("evt_asked", request));
      store.append(SmallEvents.allowedRequest("evt_one", twice));
      store.append(SmallEvents.allowedRequest("evt_two", twice));
    }

    assertThat(kt(0, "events", "show", request).out()).contains("evt_asked", request + " on ");
    assertThat(kt(0, "events", "why", request).out()).startsWith("evt_asked: allow");
    assertThat(kt(0, "events", "show", request, "--json").out()).contains("\"evt_asked\"");
    assertThat(kt(1, "events", "show", refused).err())
        .contains("none of a request `" + refused, "requests.refused");
    assertThat(kt(1, "events", "show", twice).err())
        .contains("2 events are of requests", "evt_one", "evt_two");
    assertThat(kt(1, "ledger", "prove", refused).err()).contains("none of a request");
  }

  @ParameterizedTest
  @CsvSource({
    "verdict, allow, 1004",
    "reason, prompt_injection.detected, 1",
    "day, 2026-01-01, 1005",
    "policy, prompt-injection, 1",
    "team, -, 1005",
  })
  void counts(String by, String name, int events) {
    assertThat(kt(0, "events", "stats", "--by", by).out().lines().skip(1))
        .anyMatch(line -> line.matches("\\Q" + name + "\\E +" + events + " .*"));
    assertThat(kt(0, "events", "stats", "--by", by, "--json").out())
        .contains("\"" + by + "\": \"" + name + "\"", "\"events\": " + events);
  }

  /** Minutes without a word look like a fault, and a program that reads the output sees none. */
  @Test
  void saysThatItLooksAtEveryEventWhereNoIndexHelps() {
    for (String option : List.of("--user", "--team", "--key", "--search")) {
      CommandRun watched = CommandRun.of(home).watched();
      assertThat(watched.run("events", "tail", option, "nobody")).isZero();
      assertThat(watched.err())
          .startsWith("\r\u001b[Klooking at every event")
          .contains("\r\u001b[Kno recorded decision fits");
    }
    CommandRun indexed = CommandRun.of(home).watched();
    assertThat(indexed.run("events", "tail", "--model", "nothing")).isZero();
    assertThat(indexed.err()).isEqualTo("no recorded decision fits the filter\n");
    assertThat(kt(0, "events", "tail", "--user", "nobody").err()).doesNotContain("looking");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0000", "0.00002, <0.0001", "0.0001, 0.0001", "12.34567, 12.3457"})
  void whatCostsSomethingIsNotShownAsNothing(double usd, String shown) {
    assertThat(EventsStatsCommand.money(usd)).isEqualTo(shown);
  }

  @Test
  void whatHasNoPriceIsNotShownAsNothing() throws Exception {
    Path one = home.resolve("one");
    try (EventStore store = Ledgers.openForAppend(one, Durability.BATCH)) {
      store.append(SmallEvents.costing("evt_1", 0.5));
      store.append(SmallEvents.costing("evt_2", null));
      store.append(SmallEvents.allowed("evt_3"));
    }
    CommandRun table = kt(0, "events", "stats", "--ledger", one.toString());
    assertThat(table.out()).containsPattern("allow +3 .* 0\\.5000\\+\\?");
    assertThat(table.err()).contains("USD is without 1 of these events");
    assertThat(kt(0, "events", "stats", "--json", "--ledger", one.toString()).out())
        .contains("\"usd\": 0.5", "\"unpriced\": 1");
    assertThat(kt(0, "events", "show", "evt_1", "--ledger", one.toString()).out())
        .contains("cost           0.500000 USD");
    assertThat(kt(0, "events", "show", "evt_2", "--ledger", one.toString()).out())
        .contains("cost           not known: no price for it in the table of 2026-04-01");
  }

  @Test
  void countsFitTheTerminal() {
    for (int width : List.of(10, 60, 76, 90, 120)) {
      CommandRun run = CommandRun.of(home).with("COLUMNS", String.valueOf(width));
      assertThat(run.run("events", "stats", "--by", "reason")).as(run.err()).isZero();
      assertThat(run.out().lines()).allMatch(line -> line.length() <= Math.max(60, width));
      assertThat(run.out().contains("\u2588")).isEqualTo(width >= 120);
    }
  }

  @Test
  void exportsAllOfThem() throws Exception {
    Path file = home.resolve("all.csv");
    assertThat(kt(0, "events", "export", "--output", file.toString()).err())
        .contains("1,005 events");

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(EVENTS + 1);
    assertThat(lines.getFirst()).startsWith("sequence,id,timestamp,verdict,reason_code");
    assertThat(lines.get(1)).startsWith("1,evt_1,2026-01-01T00:00:00Z,allow,");
    assertThat(lines.getLast()).startsWith("1005,evt_last,").contains("'=cmd|'/c calc'");
    assertThat(kt(0, "events", "export", "--format", "jsonl").out().lines()).hasSize(EVENTS);
    assertThat(kt(0, "events", "export", "--format", "json", "--verdict", "block").out())
        .startsWith("[\n{\"id\":\"evt_last\"")
        .endsWith("}\n]\n");
    assertThat(kt(0, "events", "export", "--format", "json", "--verdict", "escalate").out())
        .isEqualTo("[]\n");

    Path table = home.resolve("all.parquet");
    assertThat(kt(0, "events", "export", "--output", table.toString()).err())
        .contains("1,005 events");
    assertThat(Files.readString(table, StandardCharsets.ISO_8859_1))
        .startsWith("PAR1")
        .contains("deciding_policies")
        .endsWith("PAR1");
  }

  @Test
  void explainsWhatItCannotWrite() {
    Path nowhere = home.resolve("none").resolve("all.csv");
    assertThat(kt(1, "events", "export", "--output", nowhere.toString()).err())
        .contains("cannot be written", "there is no folder `" + home.resolve("none") + "`");
    assertThat(kt(1, "events", "export", "--output", home.toString()).err())
        .contains("it is a folder; name a file");
    assertThat(kt(1, "events", "export", "--format", "xml").err()).contains("csv, json, jsonl");
    for (String name : List.of("week.xyz", "week", "week.csv.gz")) {
      Path file = home.resolve(name);
      assertThat(kt(1, "events", "export", "--output", file.toString()).err())
          .isEqualTo(
              "kt: the ending of `"
                  + file
                  + "` says no format\n"
                  + "  known endings: .csv, .json, .jsonl, .parquet; or add --format\n");
      assertThat(file).doesNotExist();
      kt(0, "events", "export", "-o", file.toString(), "--format", "jsonl");
      assertThat(file).isNotEmptyFile();
    }
    assertThat(kt(1, "events", "stats", "--by", "weather").err()).contains("one of: verdict");
  }

  @Test
  void filtersByWhatEventsSay() {
    assertThat(kt(0, "events", "tail", "--reason", "prompt_injection.detected", "--json").out())
        .contains("evt_last")
        .doesNotContain("evt_7");
    assertThat(kt(0, "events", "tail", "--search", "C CALC", "--json").out()).contains("evt_last");
    CommandRun nothing = kt(0, "events", "stats", "--provider", "nowhere");
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).isEqualTo("no recorded decision fits the filter\n");
    assertThat(kt(1, "events", "tail", "--model", " ").err()).contains("name of the model");
  }

  @Test
  void anExportIsAJobThatCanBeFetched() throws Exception {
    String made = kt(0, "export-jobs", "create", "--format", "jsonl", "--queue").out();
    assertThat(made).matches("(?s)exp_[0-9A-Z]{26} queued, 0 events\\R");
    String id = made.substring(0, 30);
    assertThat(kt(0, "export-jobs", "list").out()).contains(id, "queued", "jsonl");
    Path file = home.resolve("fetched.jsonl");
    assertThat(kt(0, "export-jobs", "download", "--id", id, "--output", file.toString()).err())
        .contains("1,005 events", "sha256");
    assertThat(Files.readAllLines(file)).hasSize(EVENTS);
    assertThat(kt(0, "export-jobs", "get", id).out())
        .contains("\"status\":\"completed\"", "\"events\":1005");
    assertThat(kt(0, "export-jobs", "create", "--verdict", "block", "--json").out())
        .contains("\"status\":\"completed\"", "\"events\":1,", "\"format\":\"csv\"");
    assertThat(kt(0, "events", "trail", "--action", "export", "--json").out())
        .contains("\"action\":\"export.created\"", "\"action\":\"export.downloaded\"", id)
        .contains("\"verdict\":\"block\"", "\"kind\":\"operator\"");
    assertThat(kt(1, "export-jobs", "cancel", id).err()).contains("is whole");
    String other = kt(0, "export-jobs", "create", "--queue").out().substring(0, 30);
    assertThat(kt(0, "export-jobs", "cancel", other).out())
        .isEqualTo(other + " cancelled" + System.lineSeparator());
    assertThat(kt(0, "export-jobs", "cancel", other, "--json").out())
        .contains("\"status\":\"cancelled\"");
    assertThat(kt(1, "export-jobs", "download", other).err())
        .contains("the export `" + other + "` was cancelled");
    assertThat(kt(0, "events", "trail", "--action", "export.cancelled").out()).contains(other);
    assertThat(kt(1, "export-jobs", "get").err())
        .contains("no id is given", "`kt export-jobs list` shows the ids");
    assertThat(kt(1, "export-jobs", "get", id, "--id", "exp_other").err())
        .contains("two ids are given: `" + id + "` and `exp_other`");
    assertThat(kt(1, "export-jobs", "get", "--id", "exp_nothing").err())
        .contains("there is no export of this id");
    assertThat(kt(1, "export-jobs", "create", "--type", "traces").err()).contains("`events`");
  }

  @Test
  void theConsoleNeedsARunningGateway() {
    assertThat(kt(1, "console").err()).contains("no such gateway of yours is running");
  }

  @Test
  void theTrailIsWrittenForOtherPrograms() throws Exception {
    int entries = 2_003;
    try (var administration =
        Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system())) {
      for (int at = 1; at <= entries; at++) {
        administration.note(
            "secret.kept",
            new AdministrativeEvent.Actor("operator", "=ana"),
            "key-" + at,
            Map.of("reason", "one, \"two\""));
      }
      try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
        while (administration.drain(store) > 0) {
          // Some at a time.
        }
      }
    }
    Path csv = home.resolve("trail.csv");
    assertThat(kt(0, "events", "trail", "--action", "secret", "--output", csv.toString()).err())
        .contains("2,003 entries in " + csv);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst())
        .isEqualTo("sequence,id,timestamp,action,actor_kind,actor,subject,details");
    assertThat(lines).hasSize(entries + 1);
    assertThat(lines.get(1))
        .contains(",secret.kept,operator,'=ana,key-1,\"{\"\"reason\"\":\"\"one, ");
    assertThat(lines.getLast()).contains(",key-2003,");

    assertThat(kt(0, "events", "trail", "--subject", "key-7", "--format", "jsonl").out().strip())
        .startsWith("{\"id\":\"adm_")
        .contains("\"subject\":\"key-7\"");
    assertThat(kt(0, "events", "trail", "--actor", "nobody", "--format", "json").out().strip())
        .isEqualTo("[]");
    assertThat(kt(1, "events", "trail", "--output", "a.parquet").err())
        .endsWith("known endings: .csv, .json, .jsonl; or add --format\n");
    assertThat(kt(1, "events", "trail", "--limit", "3", "--format", "csv").err())
        .contains("`--limit` goes with what is shown only");
    assertThat(kt(1, "events", "trail", "--action", "secret.keppt").err())
        .contains(
            "`secret.keppt` is no action of the trail; those of `secret` are `secret.kept`, ");
    assertThat(kt(1, "events", "trail", "--action", "loaded").err())
        .contains("did you mean `pack.loaded`?");
  }

  @Test
  void noProviderIsBookedForWhatItWasNotAsked() {
    assertThat(kt(0, "events", "stats", "--by", "provider", "--verdict", "block").out())
        .containsPattern("-  +1 ")
        .doesNotContain("openai-primary");
  }
}
