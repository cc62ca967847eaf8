package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that go elsewhere as a table. */
final class CaptureExportCommandTest {
  private static final String MAIL = "ana" + "@" + "example.com";

  @TempDir Path home;

  @BeforeEach
  void packs() throws IOException {
    String pack = "pack: {name: %s, version: 1.0.0}\npolicies: {chain: [%s]}\n";
    Files.writeString(home.resolve("empty.yaml"), pack.formatted("empty", "audit-logger"));
    Files.writeString(home.resolve("candidate.yaml"), pack.formatted("candidate", "pii-detector"));
    var pairs = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      pairs.append(
          "{\"id\":\"pair-%d\",\"request\":{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"write to %s\"}]}}\n"
              .formatted(i, i % 2 == 0 ? MAIL : "nobody"));
    }
    Files.writeString(home.resolve("pairs.jsonl"), pairs);
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redacted", "full"})
  void aTableIsReplayedAsTheFileItIsMadeOf(String mode) throws Exception {
    String file = path("traffic.jsonl");
    String table = path("traffic.parquet");
    CommandRun imported =
        kt(
            0,
            "capture",
            "import",
            "--format",
            "pairs",
            "--mode",
            mode,
            "--output",
            file,
            path("pairs.jsonl"));
    assertThat(imported.out()).startsWith("imported 20 exchanges");

    assertThat(kt(0, "capture", "export", "--input", file, "--output", table).err())
        .contains("20 exchanges in");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(table))))
        .isEqualTo("rw-------");
    String report = replay(table);
    assertThat(report).isEqualTo(replay(file)).contains("\"events\": 20");
    assertThat(replay(table, "--sample", "5")).contains("\"events\": 5");
  }

  private String replay(String input, String... more) {
    String[] arguments = {
      "replay",
      "--pack",
      path("candidate.yaml"),
      "--baseline",
      path("empty.yaml"),
      "--format",
      "json",
      "--input",
      input
    };
    CommandRun run =
        kt(0, Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  @Test
  void aLedgerIsFilteredAsForOtherExports() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (int at = 1; at < 1_000; at++) {
        assertThat(store.append(SmallEvents.allowed("evt_" + at))).isEqualTo(at);
      }
      assertThat(store.append(SmallEvents.blocked("evt_last", "=cmd"))).isEqualTo(1_000);
    }
    assertThat(kt(0, "capture", "export", "--output", path("all.parquet")).err())
        .contains("1,000 exchanges");
    assertThat(
            kt(0, "capture", "export", "--verdict", "block", "--output", path("some.parquet"))
                .err())
        .contains("1 exchange in");
    assertThat(
            kt(0, "replay", "--pack", path("candidate.yaml"), "--input", path("all.parquet")).out())
        .contains(
            "not_replayable       1,000",
            "     1,000  nothing was captured\n"
                + "            `capture: redacted` in the pack that is served keeps");
  }

  @Test
  void whatCannotBeDoneIsSaidAndLeavesNothing() throws Exception {
    Files.writeString(home.resolve("notes.txt"), "no capture\n");
    Files.writeString(home.resolve("cut.parquet"), "PAR1 and no more");
    String table = path("x.parquet");
    assertThat(kt(1, "capture", "export", "--input", path("notes.txt"), "--output", table).err())
        .contains("notes.txt` is text and no capture");
    assertThat(kt(1, "capture", "export", "--input", path("gone"), "--output", table).err())
        .contains("there is no file");
    for (String ending : List.of("csv", "json", "JSONL")) {
      assertThat(kt(1, "capture", "export", "--output", path("month." + ending)).err())
          .contains("month." + ending, "name a file that ends in .parquet");
      assertThat(home.resolve("month." + ending)).doesNotExist();
    }
    assertThat(kt(1, "capture", "export", "--input", "x", "--since", "1h", "--output", table).err())
        .contains("`--input` takes a whole file");
    assertThat(kt(1, "capture", "export", "--output", table).err()).contains("ledger");
    assertThat(
            kt(1, "replay", "--pack", path("candidate.yaml"), "--input", path("cut.parquet")).err())
        .contains("is no table of captures");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(Path::toString))
          .noneMatch(name -> name.endsWith(".unfinished") || name.endsWith("x.parquet"));
    }
  }

  @Test
  void aReplayMayBeAtOtherPrices() throws Exception {
    String file = path("traffic.jsonl");
    kt(0, "capture", "import", "--format", "pairs", "--output", file, path("pairs.jsonl"));
    String prices =
        "{\"effective_date\":\"2027-01-01\",\"models\":{\"gpt-4o\":{\"input\":1,\"output\":2}}}";
    Files.writeString(home.resolve("prices.json"), prices);
    assertThat(replay(file, "--prices", path("prices.json")))
        .contains("\"prices\": \"2027-01-01 (sha256:");
    assertThat(
            kt(1, "replay", "--pack", path("empty.yaml"), "--input", file, "--prices", file).err())
        .contains("is no table of prices");
  }
}
