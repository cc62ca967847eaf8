package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is left out and named, and takes nothing else with it. */
final class UnreadableEventsTest {
  private static final int EVENTS = 2_005;
  private static final int DAMAGED = 7;
  private static final int LEFT = EVENTS - DAMAGED;
  private static final String SAID =
      "7 records cannot be read and were left out: evt_1, evt_2, evt_999, evt_1000, evt_1001, ...;"
          + " `kt events show` says of each what this build cannot read, and `kt ledger verify`"
          + " whether it was changed since it was recorded";

  @TempDir Path home;

  /** At the first and the last, at the ends of pages, and next to each other. */
  @BeforeEach
  void damaged() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    Path ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int at = 1; at <= EVENTS; at++) {
        assertThat(store.append(SmallEvents.allowed("evt_" + at))).isEqualTo(at);
      }
    }
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
        Statement statement = open.createStatement()) {
      statement.execute(
          "UPDATE event SET json = substr(json, 1, 100) WHERE sequence IN (1, 999, 1001, 1500)");
      statement.execute("UPDATE event SET json = '' WHERE sequence IN (2, 2005)");
      statement.execute("UPDATE event SET json = x'ff00' WHERE sequence = 1000");
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  @Test
  void listsTheOthersAndSaysSo() {
    CommandRun all = kt(3, "events", "tail", "--limit", "10000", "--json");
    assertThat(all.out()).contains("\"evt_3\"", "\"evt_2004\"").doesNotContain("evt_1000\"");
    assertThat(all.out().lines().filter(line -> line.contains("\"id\":\"evt_"))).hasSize(LEFT);
    assertThat(all.err()).contains("7 records cannot be read").contains("`kt ledger verify`");
    // Those that are not on the page need not be said.
    CommandRun few = kt(3, "events", "tail", "--limit", "3");
    assertThat(few.out()).contains("evt_2004", "evt_2003", "evt_2002").doesNotContain("evt_2001");
    assertThat(few.err()).contains("1 record cannot be read and was left out: evt_2005;");
  }

  @Test
  void countsTheOthers() {
    CommandRun stats = kt(3, "events", "stats", "--json");
    assertThat(stats.out()).contains("\"events\": " + LEFT);
    assertThat(stats.err()).contains(SAID);
  }

  @Test
  void exportsTheOthers() throws Exception {
    Path file = home.resolve("all.jsonl");
    CommandRun export = kt(3, "events", "export", "--output", file.toString());
    assertThat(export.err()).contains("1,998 events in", SAID);
    assertThat(Files.readAllLines(file)).hasSize(LEFT);
    CommandRun job = kt(3, "export-jobs", "create", "--format", "csv");
    assertThat(job.out()).contains("completed, 1,998 events");
    assertThat(job.err()).contains("without 7 that cannot be read");
    String id = job.out().substring(0, job.out().indexOf(' '));
    Path csv = home.resolve("all.csv");
    kt(3, "export-jobs", "download", id, "--output", csv.toString());
    assertThat(Files.readAllLines(csv)).hasSize(LEFT + 1);
    Path table = home.resolve("all.parquet");
    assertThat(kt(3, "capture", "export", "--output", table.toString()).err())
        .contains("1,998 exchanges in", SAID);
  }

  @Test
  void aReplayCountsThemAsNotReplayable() throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("small.pack"),
            """
            language 1
            pack small {
              version: "1.0.0"
            }
            provider openai {
              provider: openai
              secret_key_ref: { env: OPENAI_API_KEY }
            }
            chain {
              audit-logger
            }
            """);
    CommandRun replay = kt(3, "replay", "--pack", pack.toString(), "--json");
    assertThat(replay.out()).contains("the event cannot be read", "\"not_replayable\": " + EVENTS);
    assertThat(replay.err()).contains(SAID);
    assertThat(kt(15, "replay", "--pack", pack.toString(), "--fail-on", "not_replayable").err())
        .contains(SAID);
  }

  @Test
  void oneThatIsNamedIsNotShown() {
    assertThat(kt(1, "events", "show", "evt_1000").err())
        .contains("event number 1000", "cannot be read");
    assertThat(kt(0, "events", "show", "evt_1002").out()).contains("evt_1002");
  }

  /** What a newer build may write is no reason to stop, and no proof that somebody was here. */
  @Test
  void whatANewerBuildHasWrittenIsNamed() throws Exception {
    Path ledger = home.resolve("newer");
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int at = 1; at <= 6; at++) {
        assertThat(store.append(SmallEvents.allowed("evt_" + at))).isEqualTo(at);
      }
    }
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
        Statement statement = open.createStatement()) {
      replace(statement, "event", 1, "\"stream\":", "\"weight\":5,\"stream\":");
      replace(statement, "event", 2, "\"schema_version\":1", "\"schema_version\":2");
      replace(statement, "event", 3, "\"outcome\":\"delivered\"", "\"outcome\":\"postponed\"");
      replace(statement, "event", 4, "\"verdict\":\"allow\"", "\"verdict\":\"hold\"");
      replace(statement, "event", 5, "all_policies_passed", "future.reason");
    }
    String where = ledger.toString();
    assertThat(kt(1, "events", "show", "evt_1", "--ledger", where).err()).contains("`weight`");
    assertThat(kt(1, "events", "show", "evt_2", "--ledger", where).err())
        .contains("schema version 2, this build reads version 1");
    assertThat(kt(1, "events", "show", "evt_3", "--ledger", where).err())
        .contains("`outcome` is not a known word");
    assertThat(kt(0, "events", "show", "evt_4", "--ledger", where).out()).contains("hold");
    for (String command : new String[] {"tail", "stats", "export"}) {
      assertThat(kt(3, "events", command, "--ledger", where).err())
          .contains("3 records cannot be read", "what this build cannot read");
    }
    assertThat(kt(3, "events", "tail", "--ledger", where).out())
        .contains("evt_4", "hold", "future.reason", "evt_6");
  }

  /** What somebody else did is no reason to keep quiet about a decision. */
  @Test
  void whatANewerBuildHasWrittenOnTheTrailIsNamed() throws Exception {
    Path ledger = home.resolve("newer");
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    List<String> ids = new ArrayList<>();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int at = 1; at <= 5; at++) {
        AdministrativeEvent loaded =
            new AdministrativeEvent(
                "adm_" + at,
                SmallEvents.allowed("evt_1").timestamp().plusSeconds(at),
                at == 4 ? "escalation.opened" : "pack.loaded",
                new AdministrativeEvent.Actor("operator", "ana"),
                "small",
                Map.of("enabled", "true"));
        assertThat(store.record(loaded)).isEqualTo(at);
        ids.add(loaded.id());
      }
      assertThat(store.append(SmallEvents.escalated("evt_esc"))).isEqualTo(6);
    }
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
        Statement statement = open.createStatement()) {
      replace(statement, "administration", 1, "\"actor\":{", "\"actor\":{\"via\":\"api\",");
      replace(statement, "administration", 2, "\"schema_version\":1", "\"schema_version\":2");
      replace(statement, "administration", 3, "\"enabled\":\"true\"", "\"enabled\":true");
      replace(statement, "administration", 4, "\"subject\":", "\"weight\":5,\"subject\":");
    }
    String where = ledger.toString();
    List<String> unknown =
        List.of(
            "`actor.via`",
            "schema version 2, this build reads version 1",
            "`details.enabled` is not a string",
            "`weight`");
    for (int at = 0; at < unknown.size(); at++) {
      assertThat(kt(1, "events", "show", ids.get(at), "--ledger", where).err())
          .contains("entry number " + (at + 1) + " of the trail cannot be read", unknown.get(at));
    }
    CommandRun trail = kt(3, "events", "trail", "--ledger", where);
    assertThat(trail.err()).contains("4 records cannot be read");
    assertThat(trail.out()).contains("pack.loaded");
    CommandRun why = kt(3, "events", "why", "evt_esc", "--ledger", where);
    assertThat(why.out()).contains("evt_esc: escalate");
    assertThat(why.err()).contains("1 record cannot be read and was left out: adm_4");
  }

  private static void replace(
      Statement statement, String table, int sequence, String old, String now) throws Exception {
    assertThat(
            statement.executeUpdate(
                "UPDATE %s SET json = CAST(replace(CAST(json AS TEXT), '%s', '%s') AS BLOB)"
                        .formatted(table, old, now)
                    + " WHERE sequence = "
                    + sequence))
        .isEqualTo(1);
  }
}
