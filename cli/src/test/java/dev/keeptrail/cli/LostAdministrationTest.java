package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever does not own a ledger does not make anew what is administered beside it. */
final class LostAdministrationTest {
  @TempDir Path home;

  @BeforeEach
  void lost() throws Exception {
    Path ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
    }
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(ledger.resolve("administration.db" + ending));
    }
  }

  static Stream<List<String>> commands() {
    return Stream.of(
        CommandRun.evidence("HOME/bundle.zip"),
        List.of("export-jobs", "create", "--format", "csv"),
        List.of("auth", "token", "create", "--name", "app", "--expires", "30d"),
        List.of("ledger", "hold"),
        List.of("ledger", "prune", "--older-than", "1d", "--dry-run"),
        List.of("ledger", "backup", "HOME/copy.zip"),
        List.of("escalation", "list"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isSaidAndNotMadeAnew(List<String> command) {
    CommandRun run = CommandRun.of(home);
    String[] words =
        command.stream().map(word -> word.replace("HOME", home.toString())).toArray(String[]::new);
    assertThat(run.run(words)).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.err()).contains("administ", "a gateway makes it when it starts");
    assertThat(home.resolve("ledger/administration.db")).doesNotExist();
    assertThat(home.resolve("bundle.zip")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void doesNotConcernWhoOnlyLooks(List<String> command) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(command.toArray(String[]::new))).as(run.out() + run.err()).isZero();
    assertThat(home.resolve("ledger/administration.db")).doesNotExist();
  }

  static Stream<List<String>> looks() {
    return Stream.of(
        List.of("events", "tail"),
        List.of("events", "show", "evt_1"),
        List.of("events", "export"),
        List.of("events", "trail"),
        List.of("export-jobs", "list"),
        List.of("ledger", "verify"),
        List.of("doctor", "--listen", "127.0.0.1:0"));
  }
}
