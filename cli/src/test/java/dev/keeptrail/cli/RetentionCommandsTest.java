package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old events go, proofs stay; what is held stays; copies can be put in place. */
final class RetentionCommandsTest {
  @TempDir Path home;

  /** Twenty events of 1 January 2026, every fourth of them blocked. */
  @BeforeEach
  void twentyEvents() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH);
        Administration administration =
            Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system())) {
      for (int at = 1; at <= 20; at++) {
        store.append(
            at % 4 == 0 ? SmallEvents.blocked("evt_" + at, "m") : SmallEvents.allowed("evt_" + at));
      }
      assertThat(administration.holds()).isEmpty();
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    return kt(expected, CommandRun.of(home), arguments);
  }

  private static CommandRun kt(int expected, CommandRun run, String... arguments) {
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  @Test
  void prunedEventsAreNotMissingAndProofsHold() throws Exception {
    Path kept = Files.writeString(home.resolve("kept"), kt(0, "ledger", "checkpoint").out());
    Path keys = Files.writeString(home.resolve("keys"), kt(0, "ledger", "keys").out());
    Path proof = Files.writeString(home.resolve("proof"), kt(0, "ledger", "prove", "evt_5").out());

    assertThat(kt(0, "ledger", "prune", "--keep", "allow=1d", "--dry-run").out())
        .isEqualTo("would go: 15 decisions, 0 entries of the trail, 0 captures; held: 0\n");
    assertThat(
            kt(0, "ledger", "prune", "--keep", "allow=1d", "--dry-run", "--json")
                .out()
                .replaceAll("\\s+", " "))
        .isEqualTo(
            "[ { \"dry_run\": true, \"decisions\": 15, \"administrative\": 0, \"captures\": 0,"
                + " \"held\": 0, \"more\": false } ] ");
    assertThat(kt(0, "events", "tail", "--json").out()).contains("evt_5");
    assertThat(kt(1, "ledger", "prune", "--keep", "capture=1s").err())
        .contains("`1s` is no time in hours or days in `capture=1s`", "1h");
    assertThat(kt(0, "ledger", "prune", "--keep", "allow=1d").out())
        .isEqualTo("gone: 15 decisions, 0 entries of the trail, 0 captures; held: 0\n");

    assertThat(kt(0, "events", "tail", "--json").out())
        .contains("evt_4\"", "evt_20\"")
        .doesNotContain("evt_5\"");
    assertThat(kt(0, "events", "trail", "--action", "ledger").out())
        .contains("ledger.pruned", "1-3 5-7", "rules=allow=24h");
    assertThat(
            kt(0, "ledger", "verify", "--checkpoint", kept.toString(), "--key", keys.toString())
                .out())
        .startsWith("intact  records 1 to 21 (21)")
        .contains("15 of them were pruned, as signed notices say");
    kt(0, "ledger", "check", proof.toString(), "--key", keys.toString());
    kt(0, "ledger", "prove", "evt_8");
    assertThat(kt(0, "ledger", "prune", "--keep", "allow=1d").out()).startsWith("gone: 0 ");
    assertThat(kt(0, "events", "trail", "--action", "ledger", "--json").out().split("adm_"))
        .hasSize(2);

    String copy = home.resolve("copy.zip").toString();
    kt(0, "ledger", "backup", copy);
    kt(0, "ledger", "restore", copy, "--ledger", home + "/other");
    kt(0, "ledger", "keys", "--rotate", "--ledger", home + "/other");
    assertThat(kt(0, "ledger", "verify", "--ledger", home + "/other").out())
        .contains("15 of them were pruned")
        .doesNotContain("count for nothing");

    removed(8);
    assertThat(kt(3, "ledger", "verify").out()).contains("event 8 is not there");
  }

  @Test
  void aHoldThatIsLostIsNotPassedOver() throws Exception {
    kt(0, "ledger", "hold", "case-17", "--since", "2026-01-01T00:00:00Z", "--reason", "subpoena");
    kt(0, "ledger", "hold");
    Files.delete(home.resolve("ledger/administration.db"));
    try (Administration made =
        Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system())) {
      assertThat(made.holds()).isEmpty();
    }
    assertThat(kt(1, "ledger", "hold").err())
        .contains("nothing is held", "kt: the trail says that `case-17` is held", "put the right");
    assertThat(kt(1, "ledger", "prune", "--older-than", "1d").err())
        .contains("kt: nothing was pruned: the trail says that `case-17` is held");
  }

  @Test
  void aHoldOnADamagedLedgerIsNoSuccess() throws Exception {
    Files.writeString(home.resolve("ledger/ledger.db"), "this is no database at all");
    assertThat(kt(1, "ledger", "hold", "case-17", "--since", "7d", "--reason", "subpoena").err())
        .contains("it is done, and its entry of the trail is not in the ledger")
        .contains("is damaged or not a ledger");
    CommandRun shown = kt(1, "ledger", "hold");
    assertThat(shown.out()).contains("case-17");
    assertThat(shown.err()).contains("is damaged or not a ledger").doesNotContain("it is done");
    assertThat(kt(0, "auth", "token", "create", "--name", "a").err())
        .contains("waits beside it: ", "is damaged or not a ledger");
  }

  @Test
  void aNoticeThatNobodySignedHidesNothing() throws Exception {
    kt(0, "ledger", "prune", "--keep", "allow=1d");
    removed(8);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE administration SET json = replace(json, '5-7', '5-8') WHERE action ="
              + " 'ledger.pruned'");
    }

    assertThat(kt(3, "ledger", "verify").out()).contains("event 8 is not there", "event 21 (adm_");
  }

  @Test
  void aRemovalIsNoPruningBecauseSomebodySaysSo() throws Exception {
    Path kept = Files.writeString(home.resolve("kept"), kt(0, "ledger", "checkpoint").out());
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/administration.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO outbox (json) VALUES ('"
              + "{\"id\":\"adm_00000000000000000000000001\",\"event_type\":\"administration\","
              + "\"timestamp\":\"2026-01-02T00:00:00.000000Z\",\"schema_version\":1,"
              + "\"action\":\"ledger.pruned\",\"actor\":{\"kind\":\"system\",\"name\":\"retention\"},"
              + "\"subject\":\"ledger\",\"details\":{\"ranges\":\"8-9\"}}')");
    }
    kt(0, "ledger", "prune", "--keep", "block=10000d");
    removed(8);
    removed(9);

    assertThat(kt(3, "ledger", "verify", "--checkpoint", kept.toString()).out())
        .contains("records 1 to 21 (21)", "event 8 is not there", "event 9 is not there")
        .contains("without a signature by the ledger's keys, which count for nothing: 1;")
        .doesNotContain("were pruned,");
    assertThat(kt(3, "ledger", "verify", "--json").out()).contains("\"notices_passed_over\": 1,");
  }

  @Test
  void pruningNeedsTheKeyAndLookingWhatWouldGoDoesNot() throws Exception {
    Path key = home.resolve("ledger/checkpoint.key");
    Files.move(key, home.resolve("away"));
    kt(0, "ledger", "prune", "--keep", "allow=1d", "--dry-run");
    assertThat(kt(1, "ledger", "prune", "--keep", "allow=1d").err())
        .contains("nothing was pruned", "copy `checkpoint.key` and `checkpoint.keys` from where");
    assertThat(kt(0, "events", "tail", "--json").out()).contains("evt_5\"");
    Files.move(home.resolve("away"), key);
    assertThat(kt(0, "ledger", "prune", "--keep", "allow=1d").out()).startsWith("gone: 15 ");
  }

  private void removed(int event) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM event WHERE sequence = " + event);
    }
  }

  @Test
  void whatIsHeldStaysUntilItIsReleased() {
    kt(
        0,
        "ledger",
        "hold",
        "case-17",
        "--since",
        "2025-12-31T00:00:00Z",
        "--until",
        "2026-01-02T00:00:00Z",
        "--reason",
        "subpoena");
    assertThat(kt(0, "ledger", "hold").out()).contains("case-17", "subpoena");
    assertThat(kt(0, "ledger", "hold", "--json").out())
        .contains("\"name\": \"case-17\"", "\"until\": \"2026-01-02T00:00:00Z\"", "subpoena");
    assertThat(kt(0, "ledger", "prune", "--older-than", "1d").out())
        .isEqualTo("gone: 0 decisions, 0 entries of the trail, 0 captures; held: 20\n");

    kt(1, "ledger", "hold", "case-18", "--release");
    for (String[] nameless :
        new String[][] {{"--release"}, {"--since", "1h", "--reason", "subpoena"}}) {
      String[] words =
          Stream.concat(Stream.of("ledger", "hold"), Stream.of(nameless)).toArray(String[]::new);
      assertThat(kt(1, words).err()).contains("the hold has no name", "kt ledger hold case-17");
    }
    kt(0, "ledger", "hold", "case-17", "--release");
    var hours = CommandRun.of(home).with("KEEPTRUSTS_EVENT_RETENTION_HOURS", "24");
    assertThat(kt(0, hours, "ledger", "prune").out()).startsWith("gone: 20 decisions");
    assertThat(kt(0, "events", "trail").out()).contains("hold.placed", "hold.released");
    assertThat(kt(0, "ledger", "verify").out()).startsWith("intact");
  }

  @Test
  void holdsHaveNamesThatCanBeRead() {
    for (String name : new String[] {"", " ", "a\u001b[31m", "a\nb", "x".repeat(257)}) {
      assertThat(kt(1, "ledger", "hold", name, "--since", "1h", "--reason", "r").err())
          .contains("the name of a hold is 1 to 256 characters that can be printed");
    }
    assertThat(kt(1, "ledger", "hold", "a", "--since", "1h", "--reason", "\u202e").err())
        .contains("`--reason` is 1 to 2000 characters");
    assertThat(kt(0, "ledger", "hold").err()).isEqualTo("nothing is held\n");
  }

  @Test
  void aCopyIsNotPutOverTheLedger() throws Exception {
    Path ledger = home.resolve("ledger").resolve("ledger.db");
    assertThat(kt(1, "ledger", "backup", ledger.toString()).err())
        .contains("would be in the folder of the ledger itself");
    Path empty = Files.createDirectory(home.resolve("empty"));
    assertThat(kt(1, "ledger", "backup", empty.toString()).err()).contains("cannot be written");
    assertThat(kt(1, "events", "export", "--output", empty.toString()).err())
        .contains("cannot be written");
    assertThat(empty).isEmptyDirectory();
    Path link = Files.createSymbolicLink(home.resolve("link.csv"), home.resolve("real.csv"));
    Files.writeString(home.resolve("real.csv"), "old");
    kt(0, "events", "export", "--output", link.toString());
    assertThat(link).isSymbolicLink().content().contains("evt_20");
    assertThat(kt(0, "ledger", "verify").out()).startsWith("intact");
  }

  @Test
  void nothingGoesUnlessSomebodySaysHowLongItIsKept() {
    assertThat(kt(1, "ledger", "prune").err()).contains("nobody says how long");
    assertThat(kt(1, "ledger", "prune", "--keep", "lunch=1d").err()).contains("lunch=1d");
    assertThat(kt(1, "ledger", "prune", "--keep", "allow=1d", "--keep", "allow=2d").err())
        .contains("two rules say how long `allow` is kept");
    var wrong = CommandRun.of(home).with("KEEPTRUSTS_EVENT_RETENTION_HOURS", "soon");
    assertThat(kt(1, wrong, "ledger", "prune").err()).contains("a whole number of hours");
    var young =
        CommandRun.of(home)
            .withClock(Clock.fixed(Instant.parse("2026-01-01T01:00:00Z"), ZoneOffset.UTC));
    assertThat(kt(0, young, "ledger", "prune", "--older-than", "2h").out()).startsWith("gone: 0 ");
  }

  @Test
  void aCopyOfARunningLedgerIsPutInPlace() throws Exception {
    Path copy = home.resolve("copy.zip");
    Path other = home.resolve("other");
    Path keys = home.resolve("keys");
    try (EventStore running = Ledgers.openForAppend(home.resolve("ledger"), Durability.STRICT)) {
      kt(0, "ledger", "backup", copy.toString());
      assertThat(running.append(SmallEvents.allowed("evt_21"))).isEqualTo(21);
    }
    Files.writeString(keys, kt(0, "ledger", "keys").out());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(kt(0, "ledger", "restore", copy.toString(), "--ledger", other.toString()).out())
        .startsWith("intact  records 1 to 20 in ");
    assertThat(kt(1, "ledger", "restore", copy.toString(), "--ledger", other.toString()).err())
        .contains("there is a ledger in");
    kt(0, "ledger", "verify", "--ledger", other.toString(), "--key", keys.toString());
    assertThat(kt(1, "ledger", "restore", keys.toString(), "--ledger", home + "/x").err())
        .contains("is no copy of a ledger: it is no ZIP file", "`kt ledger backup` writes one");
    assertThat(kt(1, "ledger", "restore", home + "/none", "--ledger", home + "/x").err())
        .contains("there is no file `" + home + "/none`");
    Path half = Files.write(home.resolve("half"), Arrays.copyOf(Files.readAllBytes(copy), 900));
    assertThat(kt(1, "ledger", "restore", half.toString(), "--ledger", home + "/x").err())
        .contains("or not whole");
    Path readme = home.resolve("readme.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(readme))) {
      zip.putNextEntry(new ZipEntry("readme"));
    }
    assertThat(kt(1, "ledger", "restore", readme.toString(), "--ledger", home + "/x").err())
        .contains("it holds no `ledger.db`");
    assertThat(home.resolve("x")).doesNotExist();
    try (EventStore store = Ledgers.openForAppend(other, Durability.BATCH)) {
      assertThat(store.append(SmallEvents.allowed("evt_new"))).isEqualTo(21);
    }
  }

  /** As a process that was killed leaves it: nothing that looks like a ledger. */
  @Test
  void aRestoreThatBreaksOffLeavesNoLedgerAndIsRunAgain() throws Exception {
    Path copy = home.resolve("copy.zip");
    Path other = home.resolve("other");
    kt(0, "ledger", "backup", copy.toString());
    byte[] bytes = Files.readAllBytes(copy);
    bytes[300] ^= 0x55;
    Path damaged = Files.write(home.resolve("damaged.zip"), bytes);

    assertThat(kt(1, "ledger", "restore", damaged.toString(), "--ledger", other.toString()).err())
        .contains("could not be unpacked", "there is no ledger in the folder now");
    assertThat(other).isEmptyDirectory();
    // The keys of an attempt that was killed while it put things in their places.
    Files.copy(home.resolve("ledger/checkpoint.keys"), other.resolve("checkpoint.keys"));
    kt(0, "ledger", "restore", copy.toString(), "--ledger", other.toString());

    Path strange = Files.createDirectory(home.resolve("strange"));
    Files.writeString(strange.resolve("checkpoint.key"), "of another ledger");
    assertThat(kt(1, "ledger", "restore", copy.toString(), "--ledger", strange.toString()).err())
        .contains("checkpoint.key` is there already, and is not the one of the copy");
    assertThat(strange.resolve("ledger.db")).doesNotExist();
    assertThat(strange.resolve("checkpoint.key")).hasContent("of another ledger");
  }
}
