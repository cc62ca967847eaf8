package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full while a gateway runs: requests are refused, nothing goes out that is not on
 * record, and with room it goes on by itself.
 */
final class DiskFullIT {
  private static final String PACK =
      """
      pack: {name: full, version: 1.0.0, enabled: true}
      providers: {targets: [{id: primary, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      budgets: [{scope: key, usd: 1000}]
      """;

  /** So many refusals in a row are no accident. */
  private static final int REFUSALS = 30;

  private static final int MOST_REQUESTS = 20_000;

  @TempDir private Path folder;

  /** What a caller was told, one id for each answer. */
  private final List<String> delivered = new ArrayList<>();

  private String last = "";
  private int copies;

  /** What makes room again. */
  @FunctionalInterface
  private interface Room {
    void make() throws Exception;
  }

  /** A file system in memory, full to the last block: as a full disk is. */
  @Test
  void aFullFileSystem() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    List<String> inside = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
    assumeTrue(works(with(inside, mount(disk) + " && true")), "no mounts for this user here");
    List<String> under =
        with(
            with(
                inside,
                mount(disk)
                    + " && head -c 8388608 /dev/zero > '"
                    + disk
                    + "/filler' && exec \"$@\""),
            "sh");
    try (GatewayProcess gateway =
        GatewayProcess.start(under, pack(), disk.resolve("ledger"), "strict")) {
      Path seen = Path.of("/proc/" + gateway.process().pid() + "/root" + disk);
      trial(gateway, seen.resolve("ledger"), () -> Files.delete(seen.resolve("filler")));
    }
  }

  private static String mount(Path disk) {
    return "mount -t tmpfs -o size=14m none '" + disk + "'";
  }

  /** Files that must not grow: as a quota is, and where nothing can be mounted. */
  @Test
  void filesThatMustNotGrow() throws Exception {
    assumeTrue(works(List.of("prlimit", "--version")), "no prlimit here");
    Path ledger = folder.resolve("ledger");
    Path pack = pack();
    try (GatewayProcess gateway = GatewayProcess.start(List.of(), pack, ledger, "batch")) {
      limit(gateway, "3000000:unlimited");
      trial(gateway, ledger, () -> limit(gateway, "unlimited:unlimited"));
      gateway.kill();
    }
    try (GatewayProcess again = GatewayProcess.start(List.of(), pack, ledger, "batch");
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(again.ask(client, "hello").statusCode()).isEqualTo(200);
    }
  }

  private static void limit(GatewayProcess gateway, String bytes) throws Exception {
    assertThat(works(List.of("prlimit", "--pid=" + gateway.process().pid(), "--fsize=" + bytes)))
        .isTrue();
  }

  private Path pack() throws IOException {
    return Files.writeString(folder.resolve("policy-config.yaml"), PACK);
  }

  private void trial(GatewayProcess gateway, Path ledger, Room room) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      int refused = 0;
      for (int asked = 0; refused < REFUSALS; asked++) {
        assertThat(asked).as("requests until the disk is full").isLessThan(MOST_REQUESTS);
        refused = ask(gateway, client) ? 0 : refused + 1;
      }
      assertThat(delivered).isNotEmpty();
      assertThat(gateway.get(client, "/readyz"))
          .contains("not_recording")
          .containsAnyOf("the ledger does not take events", "spending cannot be written down");
      assertOnRecord(ledger);

      room.make();
      int before = delivered.size();
      Instant late = Instant.now().plus(Duration.ofMinutes(2));
      while (delivered.size() < before + 50) {
        ask(gateway, client);
        assertThat(Instant.now()).as("until it goes on by itself: %s", last).isBefore(late);
      }
      assertThat(gateway.get(client, "/readyz")).contains("\"ready\"");
      assertOnRecord(ledger);
    }
  }

  /** Whether an answer came; what else may come is that nothing can be recorded. */
  private boolean ask(GatewayProcess gateway, HttpClient client) throws Exception {
    HttpResponse<String> response = gateway.ask(client, "I am ann@example.com.");
    if (response.statusCode() == 200) {
      delivered.add(response.headers().firstValue("x-keeptrail-event-id").orElseThrow());
      return true;
    }
    last = response.body();
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).containsAnyOf("ledger_unavailable", "budget_unavailable");
    assertThat(response.body()).doesNotContain("You said");
    return false;
  }

  /** Looks at a copy: the file system may be one that SQLite does not find its way about in. */
  private void assertOnRecord(Path ledger) throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy-" + copies++));
    for (String name : List.of("ledger.db", "ledger.db-wal", "checkpoint.keys")) {
      Files.copy(ledger.resolve(name), copy.resolve(name));
    }
    for (String name : List.of("administration.db", "administration.db-wal")) {
      if (Files.exists(ledger.resolve(name))) {
        Files.copy(ledger.resolve(name), copy.resolve(name));
      }
    }
    assertHolds(copy);
  }

  private void assertHolds(Path ledger) throws LedgerException {
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      for (String id : delivered) {
        assertThat(reader.find(id)).as(id).isPresent();
      }
    }
    try (LedgerAudit audit = Ledgers.openForAudit(ledger)) {
      var all = new LedgerAudit.Request(1, null, audit.keys(), null);
      assertThat(audit.verify(all, _ -> {}).breaches()).isEmpty();
    }
  }

  private static List<String> with(List<String> words, String more) {
    List<String> all = new ArrayList<>(words);
    all.add(more);
    return all;
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
