package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.webhooks.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FittedTableTest {
  private static final String LONG = "a-name-that-is-longer-than-a-column-of-it-would-ever-be";

  @TempDir Path home;

  @BeforeEach
  void webhooksAndKeys() {
    kt("webhook", "create", "--url", "https://example.com/" + LONG, "--secret-env", "S");
    kt("auth", "token", "create", "--name", LONG, "--user", LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook list", "auth token list"})
  void linesFitTheTerminal(String command) {
    CommandRun narrow = CommandRun.of(home).with("COLUMNS", "60");
    CommandRun wide = CommandRun.of(home).with("COLUMNS", "400");

    assertThat(narrow.run(command.split(" "))).isZero();
    assertThat(wide.run(command.split(" "))).isZero();

    List<String> lines = narrow.out().lines().toList();
    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= 60);
    assertThat(lines.getLast()).contains("…").doesNotContain(LONG);
    assertThat(wide.out()).contains(LONG).doesNotContain("…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events tail",
        "events stats --by model",
        "events trail",
        "export-jobs list",
        "config show --file PACK",
        "detect list",
      })
  void eachRowStaysOneLineAndItsIdWhole(String command) throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("small.yaml"),
            "pack: {name: small, version: 1.0.0}\npolicies: {chain: [prompt-injection]}\n");
    String id = "evt_01KAR3V0000000000000000000";
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      assertThat(store.append(SmallEvents.blocked(id, LONG))).isPositive();
    }
    kt("export-jobs", "create", "--queue");
    String[] words = command.replace("PACK", pack.toString()).split(" ");

    for (int width : List.of(60, 61, 72, 80, 92, 120, 200)) {
      CommandRun run = CommandRun.of(home).with("COLUMNS", String.valueOf(width));
      assertThat(run.run(words)).as(run.err()).isZero();
      assertThat(run.out().lines()).allMatch(line -> line.length() <= width);
      assertThat(run.out()).doesNotContainPattern("(evt|exp)_[0-9A-Z]{0,25}(…|[^0-9A-Z])");
    }
  }

  @Test
  void deliveriesKeepTheirEventAndTheirProblem() {
    var delivery =
        new Delivery(
            "dlv_1",
            "wh_1",
            7,
            "evt_01KAR3V0000000000000000000",
            "event.created",
            Delivery.State.DEAD,
            8,
            503,
            "the receiver did not answer in time",
            Instant.parse("2026-01-01T00:00:00Z"));
    var out = new ByteArrayOutputStream();
    var nothing = new TestInvocation().get();
    var narrow =
        new Invocation(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            nothing.err(),
            nothing.in(),
            Map.of("COLUMNS", "60"),
            false,
            false,
            nothing.clock(),
            nothing.stop());

    WebhookReport.deliveries(List.of(delivery)).print(narrow, "none");

    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .hasSizeLessThanOrEqualTo(60)
        .contains(delivery.event(), "dead", "the rec");
  }

  @Test
  void withoutATerminalALongNameMovesItsOwnLineOnly() throws Exception {
    String team = "t".repeat(300);
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.blocked("evt_01KAR3V0000000000000000000", team));
      store.append(SmallEvents.blocked("evt_01KAR3V0000000000000000001", "short"));
    }
    CommandRun piped = CommandRun.of(home);

    assertThat(piped.run("events", "stats", "--by", "model")).isZero();

    assertThat(piped.out()).contains(team);
    assertThat(piped.out().lines().filter(line -> !line.contains(team)))
        .hasSize(2)
        .allMatch(line -> line.length() < 120);
  }

  @Test
  void withoutATerminalNothingIsCut() {
    CommandRun piped = CommandRun.of(home);

    assertThat(piped.run("webhook", "list")).isZero();

    assertThat(piped.out()).contains("https://example.com/" + LONG);
  }

  private void kt(String... words) {
    CommandRun run = CommandRun.of(home).with("S", "whsec_" + "A".repeat(44));
    assertThat(run.run(words)).as(run.err()).isZero();
  }
}
