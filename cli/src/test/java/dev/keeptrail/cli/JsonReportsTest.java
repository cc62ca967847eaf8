package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands that write files say to programs. */
final class JsonReportsTest {
  private static final String PAIRS =
      """
      {"id":"a","request":{"model":"m","messages":[{"role":"user","content":"hello"}]}}
      {"id":"b","request":{"model":"m","messages":"none"}}
      """;

  @TempDir Path home;

  @BeforeEach
  void twoEvents() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
      store.append(SmallEvents.allowed("evt_2"));
    }
  }

  private JsonNode json(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return JsonMapper.shared().readTree(run.out());
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  @Test
  void ofEvidence() {
    JsonNode made =
        json(
            0,
            "evidence",
            "create",
            "--since=2025-12-31T00:00:00Z",
            "--reason=audit",
            "--withhold=caller,tags",
            "--json",
            "--output",
            path("bundle.zip"));

    assertThat(made.path("file").asString()).isEqualTo(path("bundle.zip"));
    assertThat(made.path("records").asInt()).isEqualTo(2);
    assertThat(made.path("since").asString()).isEqualTo("2025-12-31T00:00:00Z");
    assertThat(made.path("withheld").toString()).isEqualTo("[\"caller\",\"tags\"]");
    assertThat(made.path("untouched").asBoolean()).isTrue();
    assertThat(made.path("gaps").isArray()).isTrue();
  }

  @Test
  void ofCopiesOfALedger() {
    JsonNode written = json(0, "ledger", "backup", path("copy.zip"), "--json");
    JsonNode restored =
        json(0, "ledger", "restore", path("copy.zip"), "--ledger", path("other"), "--json");

    assertThat(written.path("bytes").asLong())
        .isEqualTo(home.resolve("copy.zip").toFile().length())
        .isPositive();
    assertThat(restored.path("intact").asBoolean()).isTrue();
    assertThat(restored.path("last").asInt()).isEqualTo(2);
    assertThat(restored.path("ledger").asString()).isEqualTo(path("other"));
  }

  @Test
  void ofCaptures() throws Exception {
    Files.writeString(home.resolve("log.jsonl"), PAIRS);
    JsonNode imported =
        json(
            0,
            "capture",
            "import",
            "--format=pairs",
            "--json",
            "--output",
            path("traffic.jsonl"),
            path("log.jsonl"));
    JsonNode exported =
        json(
            0,
            "capture",
            "export",
            "--json",
            "--input",
            path("traffic.jsonl"),
            "--output",
            path("traffic.parquet"));

    assertThat(imported.path("imported").asInt()).isEqualTo(1);
    assertThat(imported.path("unanswered").asInt()).isEqualTo(1);
    assertThat(imported.at("/not_imported/0/count").asInt()).isEqualTo(1);
    assertThat(imported.at("/not_imported/0/first").asString()).isEqualTo("b");
    assertThat(imported.at("/not_imported/0/problem").asString()).isNotEmpty();
    assertThat(exported.path("file").asString()).isEqualTo(path("traffic.parquet"));
    assertThat(exported.path("exchanges").asInt()).isEqualTo(2);
    assertThat(exported.path("left_out").asInt()).isZero();
  }

  @Test
  void ofTheStyleOfPacks() throws Exception {
    Files.createDirectory(home.resolve("packs"));
    Files.writeString(home.resolve("packs/broken.pack"), "language 1\npack {");
    Path neat = Files.writeString(home.resolve("packs/neat.pack"), "language 1\n");
    Path ugly = Files.writeString(home.resolve("packs/ugly.pack"), "language   1\n");

    JsonNode looked = json(2, "policy", "fmt", "--check", "--diff", "--json", path("packs"));
    assertThat(looked.at("/0/problem").asString()).isEqualTo("syntax_errors");
    assertThat(looked.at("/1/file").asString()).isEqualTo(neat.toString());
    assertThat(looked.at("/1/changes").asBoolean()).isFalse();
    assertThat(looked.at("/2/changes").asBoolean()).isTrue();
    assertThat(looked.at("/2/diff").asString()).contains("-language   1", "+language 1");
    assertThat(ugly).hasContent("language   1\n");

    JsonNode done = json(0, "policy", "fmt", "--json", ugly.toString());
    assertThat(done.at("/0/changes").asBoolean()).isTrue();
    assertThat(done.at("/0").has("diff")).isFalse();
    assertThat(ugly).hasContent("language 1\n");

    CommandRun in = CommandRun.of(home).withInput("language   1\n");
    assertThat(in.run("policy", "fmt", "--json", "-")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(in.err()).contains("add `--check` or `--diff`");
  }
}
