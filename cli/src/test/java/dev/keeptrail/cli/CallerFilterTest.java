package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose requests: by user, team and key, and by nothing else that only looks so. */
final class CallerFilterTest {
  @TempDir Path home;

  @BeforeEach
  void events() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(event("evt_1", "{\"key\":\"key_a\",\"user\":\"ana\",\"team\":\"blue\"}", "{}"));
      store.append(event("evt_2", "{\"key\":\"key_a\",\"user\":\"Ana\",\"team\":\"red\"}", "{}"));
      store.append(event("evt_3", "{\"key\":\"key_b\",\"team\":\"blue\"}", "{\"user\":\"ana\"}"));
      store.append(event("evt_4", "{\"key\":\"key_b\",\"user\":\"a\\\"n\\u00e9\"}", "{}"));
      store.append(SmallEvents.allowed("evt_5"));
      store.append(event("evt_6", "{\"key\":\"key_c\",\"user\":\"ana\",\"team\":\"red\"}", "{}"));
    }
  }

  private static DecisionEvent event(String id, String caller, String tags) throws Exception {
    String json = EventJson.write(SmallEvents.allowed(id));
    return EventJson.read(
        json.substring(0, json.lastIndexOf('}'))
            + ",\"tags\":"
            + tags
            + ",\"caller\":"
            + caller
            + "}");
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private List<String> ids(String... filter) {
    List<String> arguments = new ArrayList<>(List.of("events", "tail", "--json"));
    arguments.addAll(List.of(filter));
    return kt(0, arguments.toArray(String[]::new))
        .out()
        .lines()
        .filter(line -> line.contains("\"id\":\""))
        .map(line -> line.replaceAll(".*\"id\":\"(evt_.)\".*", "$1"))
        .toList();
  }

  @Test
  void onlyTheirsAreShown() {
    assertThat(ids("--user", "ana")).containsExactlyInAnyOrder("evt_1", "evt_6");
    assertThat(ids("--user", "Ana")).containsExactly("evt_2");
    assertThat(ids("--user", "a\"né")).containsExactly("evt_4");
    assertThat(ids("--team", "blue")).containsExactlyInAnyOrder("evt_1", "evt_3");
    assertThat(ids("--key", "key_a", "--team", "red")).containsExactly("evt_2");
    assertThat(ids("--user", "ana", "--limit", "1")).hasSize(1);
    assertThat(kt(0, "events", "tail", "--user", "nobody").err()).contains("fits the filter");
    assertThat(kt(1, "events", "tail", "--user", " ").err()).contains("name of the user");
  }

  @ParameterizedTest
  @CsvSource({"--user,ana,2", "--team,blue,2", "--key,key_b,2", "--key,key,0"})
  void whatIsReplayedIsTheirs(String option, String value, int expected) throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("policy-config.yaml"),
            """
            pack: {name: small, version: 1.0.0}
            providers: {targets: [{id: primary, provider: simulated}]}
            policies: {chain: [audit-logger]}
            """);
    for (List<String> sample : List.of(List.<String>of(), List.of("--sample", "10"))) {
      List<String> replay =
          new ArrayList<>(List.of("replay", "--pack", pack.toString(), option, value, "--json"));
      replay.addAll(sample);
      // None of them was captured, so each is one that cannot be replayed.
      assertThat(kt(0, replay.toArray(String[]::new)).out())
          .contains("\"not_replayable\": " + expected);
    }
    String coverage =
        kt(0, "policy", "coverage", "--replay", "--file", pack.toString(), option, value, "--json")
            .out();
    assertThat(coverage).contains("\"exchanges\": " + expected);
    Path file = Files.writeString(home.resolve("captures.jsonl"), "");
    assertThat(
            kt(1, "replay", "--pack", pack.toString(), "--input", file.toString(), option, value)
                .err())
        .contains("go with a ledger only");
  }

  @ParameterizedTest
  @CsvSource({"--user,ana,2", "--team,blue,2", "--key,key_b,2", "--key,key,0"})
  void countsAndExportsAreTheirs(String option, String value, int expected) {
    String stats = kt(0, "events", "stats", option, value, "--json").out();
    assertThat(stats.contains("\"events\": " + expected)).isEqualTo(expected > 0);
    assertThat(kt(0, "events", "export", "--format", "jsonl", option, value).out().lines())
        .hasSize(expected);
    CommandRun job = kt(0, "export-jobs", "create", option, value, "--json");
    assertThat(job.out())
        .contains("\"events\":" + expected, "\"" + option.substring(2) + "\":\"" + value + "\"");
  }
}
