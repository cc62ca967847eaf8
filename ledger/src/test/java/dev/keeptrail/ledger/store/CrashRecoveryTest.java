package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a process in the middle of appending, as kill -9 does, and counts what it had confirmed.
 */
final class CrashRecoveryTest {
  private static final int ROUNDS = 2;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void keepsEveryConfirmedEvent(Durability durability) throws Exception {
    Random random = new Random();
    List<String> confirmed = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      confirmed.addAll(killedAfter(50 + random.nextInt(500), "round" + round, durability));
      try (EventReader reader = Ledgers.openForReading(directory)) {
        assertThat(reader.lastSequence()).isGreaterThanOrEqualTo(confirmed.size());
        assertAllThere(reader, confirmed);
      }
    }
    try (EventStore store = Ledgers.openForAppend(directory, durability)) {
      long last = store.lastSequence();
      assertThat(store.append(SampleEvents.full())).isEqualTo(last + 1);
      assertAllThere(store, confirmed);
      assertThat(store.query(EventQuery.latest(1))).hasSize(1);
    }
  }

  /** Runs an appending process and kills it after so many confirmations; what it confirmed. */
  private List<String> killedAfter(int events, String prefix, Durability durability)
      throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                directory.toString(),
                prefix,
                durability.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      assertHeldBy(process);
      while (line != null) {
        if (line.endsWith(".")) {
          confirmed.add(line.substring(0, line.length() - 1));
        }
        if (confirmed.size() == events) {
          // By its handle, because killing the process itself also closes its output here.
          assertThat(process.toHandle().destroyForcibly()).isTrue();
        }
        line = lines.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(confirmed).hasSizeGreaterThanOrEqualTo(events);
    return confirmed;
  }

  private void assertHeldBy(Process process) {
    assertThatThrownBy(() -> Ledgers.openForAppend(directory, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("already open for appending by process " + process.pid() + ";");
  }

  private static void assertAllThere(EventReader reader, List<String> ids) throws Exception {
    for (String id : ids) {
      assertThat(reader.find(id)).as(id).isPresent();
    }
  }
}
