package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
final class EventsTailCommandTest {
  @TempDir Path home;

  @BeforeEach
  void threeEvents() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      append(store, 1, "allow", "2026-01-01T00:00:00Z");
      append(store, 2, "redact", "2026-01-02T00:00:00Z");
      append(store, 3, "block", "2026-01-03T00:00:00Z");
    }
  }

  @Test
  void showsATableWithTheNewestFirst() {
    CommandRun run = CommandRun.of(home).with("COLUMNS", "80");

    int exitCode = run.run("events", "tail");

    assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("TIME", "01-03", "01-02", "01-01");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--verdict block, 1",
    "--verdict blocked, 1",
    "--verdict block --verdict redact, 2",
    "--since 2026-01-02T00:00:00Z, 2",
    "--until 2026-01-02T00:00:00Z, 1",
    "--policy prompt-injection, 1",
    "--limit 2, 2",
    "--since 1s, 0",
  })
  void selects(String options, int expected) {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run(("events tail --json " + options).split(" "));

    assertThat(run.out().split("\"id\":", -1)).hasSize(expected + 1);
    assertThat(run.out()).startsWith("[").endsWith("]\n");
    assertThat(exitCode).isZero();
  }

  /** Who looks for all of something must not take a part of it for all. */
  @Test
  void saysWhereThereAreMoreThanItShows() {
    CommandRun part = CommandRun.of(home);
    CommandRun whole = CommandRun.of(home);

    assertThat(part.run("events", "tail", "--limit", "2", "--json")).isZero();
    assertThat(whole.run("events", "tail", "--limit", "3", "--json")).isZero();

    assertThat(part.err())
        .isEqualTo("kt: these are the newest 2; `--limit` and `--until` show older ones\n");
    assertThat(whole.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--verdict maybe, `maybe` is not a value for `--verdict`",
    "--since yesterday, `yesterday` is not a time",
    "--limit 0, the limit is not between 1 and 10000",
  })
  void explainsWhatItCanNotSelect(String options, String message) {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run(("events tail " + options).split(" "));

    assertThat(run.err()).startsWith("kt: " + message);
    assertThat(run.out()).isEmpty();
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void saysWhenThereIsNoLedger() {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("events", "tail", "--ledger", home.resolve("none").toString());

    assertThat(run.err()).startsWith("kt: ").contains(home.resolve("none").toString());
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void followsWithOneObjectALineUntilInterrupted() throws Exception {
    CommandRun run = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> run.run("events", "tail", "--follow", "--json"));
    awaitLines(run, 3);

    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      append(store, 4, "escalate", "2026-01-04T00:00:00Z");
      awaitLines(run, 4);
    }
    run.interrupt();

    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.startsWith("{\"id\":"));
    assertThat(run.out().lines().toList().getLast()).contains("\"verdict\":\"escalate\"");
  }

  @Test
  void saysThatThereIsNothingAndWaitsWhereAsked() throws Exception {
    String[] none = {"events", "tail", "--search", "nothing-like-it"};
    CommandRun once = CommandRun.of(home);
    assertThat(once.run(none)).isZero();
    assertThat(once.out()).isEmpty();
    assertThat(once.err()).isEqualTo("no recorded decision fits the filter\n");

    CommandRun run = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(
            () -> run.run("events", "tail", "--follow", "--verdict", "escalate"));
    while (run.err().isEmpty()) {
      Thread.sleep(20);
    }
    assertThat(run.err())
        .isEqualTo("no recorded decision fits the filter; waiting for one, until Ctrl-C\n");
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      append(store, 4, "escalate", "2026-01-04T00:00:00Z");
      awaitLines(run, 2);
    }
    run.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(run.out().lines().toList().getLast()).contains("escalate");
  }

  @Test
  void endsQuietlyWhenNobodyReads() {
    CommandRun run = CommandRun.of(home);

    int exitCode =
        run.run(
            new PrintStream(new ClosedPipe(), false, StandardCharsets.UTF_8),
            "events",
            "tail",
            "--follow");

    assertThat(run.err()).isEmpty();
    assertThat(exitCode).isZero();
  }

  private static void awaitLines(CommandRun run, int count) throws InterruptedException {
    while (run.out().lines().count() < count) {
      Thread.sleep(20);
    }
  }

  private static void append(EventStore store, int number, String verdict, String time)
      throws Exception {
    String policy = verdict.equals("block") ? "prompt-injection" : null;
    long sequence =
        store.append(
            new DecisionEvent(
                "evt_" + "0".repeat(25) + number,
                Instant.parse(time),
                verdict,
                "all_policies_passed",
                "gpt-4o-mini",
                "openai-primary",
                "1.0.0",
                "req_1",
                null,
                "gateway",
                "/v1/chat/completions",
                false,
                new DecisionEvent.PackRef("small", "1.0.0", "sha256:0", true),
                policy,
                DecisionEvent.Outcome.DELIVERED,
                200,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                new DecisionEvent.Latency(10, 5, 5)));
    assertThat(sequence).isEqualTo(number);
  }

  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
