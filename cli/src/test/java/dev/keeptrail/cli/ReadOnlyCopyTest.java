package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only looks works on a copy that nothing can be written to, and writes nothing to any. */
final class ReadOnlyCopyTest {
  @TempDir Path home;
  private Path ledger = Path.of("");

  @BeforeEach
  void copy() throws Exception {
    ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int at = 1; at <= 5; at++) {
        store.append(SmallEvents.blocked("evt_" + at, "m"));
      }
      store.append(SmallEvents.escalated("evt_01KAR3V0000000000000000000"));
    }
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    assertThat(run("ledger", "hold", "case-17", "--since", "1h", "--reason", "r").err()).isEmpty();
    // Somebody who checks what is here has no key of it.
    Files.delete(ledger.resolve("administration.key"));
    Files.delete(ledger.resolve("checkpoint.key"));
    for (String index : List.of("ledger.db-shm", "administration.db-shm")) {
      // On a medium that cannot be written to SQLite has no place for the index of its log.
      Files.deleteIfExists(ledger.resolve(index));
      Files.createDirectory(ledger.resolve(index));
    }
  }

  private CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isZero();
    return run;
  }

  /** Without the logs that SQLite begins, empty, where it may. */
  private Map<String, Instant> files() throws Exception {
    Map<String, Instant> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(ledger)) {
      for (Path file : all.filter(one -> !one.toString().endsWith("-wal")).toList()) {
        files.put(
            file.getFileName() + " " + (Files.isDirectory(file) ? 0 : Files.size(file)),
            Files.getLastModifiedTime(file).toInstant());
      }
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ledger hold",
        "ledger hold --json",
        "escalation list",
        "escalation list --state queued,approved --json",
        "ledger prune --older-than 1h --dry-run",
        "ledger verify",
        "ledger checkpoint",
        "events tail",
        "events trail",
        "events stats --by user",
        "events show evt_01KAR3V0000000000000000000",
        "events why evt_1",
        "export-jobs list",
      })
  void isLookedAtAndLeftAsItIs(String command) throws Exception {
    Map<String, Instant> before = files();
    assertThat(run(command.split(" ")).err()).doesNotContain("cannot");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whatIsHeldIsShown() {
    assertThat(run("ledger", "hold").out()).startsWith("case-17  ");
    assertThat(run("ledger", "prune", "--older-than", "1h", "--dry-run").out())
        .contains("would go: ");
  }
}
