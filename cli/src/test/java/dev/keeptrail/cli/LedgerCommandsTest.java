package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that is checked and proved from the command line. */
final class LedgerCommandsTest {
  @TempDir Path home;

  @BeforeEach
  void threeEvents() throws Exception {
    threeEvents("evt_");
  }

  private void threeEvents(String ids) throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (int at = 1; at <= 3; at++) {
        assertThat(store.append(SmallEvents.allowed(ids + at))).isEqualTo(at);
      }
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(home.resolve(name), text);
  }

  @Test
  void saysThatAnUntouchedLedgerIsIntact() {
    assertThat(kt(0, "ledger", "verify").out())
        .startsWith("intact  records 1 to 3 (3), ")
        .contains("signed up to record 3", "root ");
    assertThat(kt(0, "ledger", "verify", "--json").out())
        .contains("\"intact\": true", "\"signed\": 3", "\"breaches\": []");
  }

  @Test
  void saysWhichEventWasChanged() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE event SET json = replace(json, 'evt_2', 'evt_9') WHERE sequence = 2");
    }

    assertThat(kt(3, "ledger", "verify").out()).startsWith("BROKEN").contains("event 2 (evt_2)");
    assertThat(kt(3, "ledger", "verify", "--json").out())
        .contains("\"intact\": false", "\"kind\": \"changed\"", "\"first\": 2");
    assertThat(kt(0, "ledger", "verify", "--from", "3").out()).startsWith("intact");
  }

  @Test
  void holdsALedgerAgainstACheckpointThatWasKept() throws Exception {
    Path kept = file("kept", kt(0, "ledger", "checkpoint").out());
    Path keys = file("keys", kt(0, "ledger", "keys").out());

    String[] verify = {
      "ledger", "verify", "--checkpoint", kept.toString(), "--key", keys.toString()
    };

    kt(0, verify);
    Files.delete(home.resolve("ledger/ledger.db"));
    Files.delete(home.resolve("ledger/checkpoint.last"));
    // Somebody with the key writes another history: it is signed, and not the one that was kept.
    threeEvents("evt_other_");
    kt(0, "ledger", "verify");
    assertThat(kt(3, verify).out()).startsWith("BROKEN").contains("rewritten");
  }

  @Test
  void aFileWithoutAKeyIsNotPassedOver() throws Exception {
    Path none = file("none.keys", "\n");

    assertThat(kt(1, "ledger", "verify", "--key", none.toString()).err())
        .contains("`" + none + "` holds no public key");
    Path proof = file("proof", kt(0, "ledger", "prove", "evt_2").out());
    assertThat(kt(1, "ledger", "check", proof.toString()).err())
        .contains("no key is given to check the proof with");
    assertThat(kt(1, "ledger", "check", proof.toString(), "--key", none.toString()).err())
        .contains("holds no public key");
  }

  @Test
  void howFarACheckIsStandsWhereSomebodyLooks() throws Exception {
    assertThat(kt(0, "ledger", "verify").err()).isEmpty();
    CommandRun watched = CommandRun.of(home).watched();
    assertThat(watched.run("ledger", "verify")).isZero();
    assertThat(watched.err()).startsWith("\r").endsWith("\r\u001b[K");
    assertThat(watched.out()).doesNotContain("\u001b");
  }

  @Test
  void aCopyOfTheEventsAloneIsCheckedByItself() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    kt(0, "ledger", "hold", "case-7", "--reason", "a case", "--since", "2020-01-01T00:00:00Z");
    Path copy = Files.createDirectory(home.resolve("copy"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("ledger"))) {
      for (Path file : files) {
        if (!file.getFileName().toString().startsWith("administration")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }

    assertThat(kt(3, "ledger", "verify", "--ledger", copy.toString()).out())
        .startsWith("BROKEN")
        .contains("what is administered is not there");
    assertThat(kt(0, "ledger", "verify", "--events-only", "--ledger", copy.toString()).out())
        .startsWith("intact")
        .contains("nothing that is administered was compared");
  }

  @Test
  void provesAnEventWithoutTheLedger() throws Exception {
    Path proof = file("proof", kt(0, "ledger", "prove", "evt_2").out());
    String key = kt(0, "ledger", "keys").out().strip();
    Files.delete(home.resolve("ledger/ledger.db"));

    assertThat(kt(0, "ledger", "check", proof.toString(), "--key", key).out())
        .startsWith("holds: record 2 ")
        .contains("\"id\":\"evt_2\"");
    assertThat(kt(0, "ledger", "check", proof.toString(), "--key", key, "--json").out())
        .startsWith("{\n  \"holds\": true,\n  \"problem\": null,\n  \"sequence\": 2,");
    Path other = file("other", Files.readString(proof).replace("evt_2", "evt_3"));
    assertThat(kt(3, "ledger", "check", other.toString(), "--key", key).out())
        .startsWith("does not hold: ");
    assertThat(kt(3, "ledger", "check", other.toString(), "--key", key, "--json").out())
        .startsWith("{\n  \"holds\": false,\n  \"problem\": \"")
        .contains("\"event\": null");
  }

  @Test
  void makesANewKeyAndKeepsTheOldOneKnown() {
    String before = kt(0, "ledger", "keys").out();
    CommandRun rotated = kt(0, "ledger", "keys", "--rotate");

    assertThat(rotated.out()).startsWith(before).hasLineCount(2);
    assertThat(kt(0, "ledger", "keys", "--json").out())
        .startsWith("[\n  {\n    \"id\": \"")
        .contains("\"key\": \"" + before.strip() + "\"");
    assertThat(rotated.err()).contains("signed by");
    kt(0, "ledger", "verify");
  }

  /** Who has the keys of before is not left with the word that somebody tampered. */
  @Test
  void aReviewerWithTheKeysOfBeforeIsToldThatThereMayBeANewOne() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    Path old = Files.writeString(home.resolve("old"), kt(0, "ledger", "keys").out());
    Path all = Files.writeString(home.resolve("all"), kt(0, "ledger", "keys", "--rotate").out());
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_new"));
    }
    String bundle = home.resolve("all.zip").toString();
    kt(0, "evidence", "create", "--since", "2025-01-01", "--reason", "audit", "-o", bundle);

    assertThat(kt(3, "ledger", "verify", "--key", old.toString()).err())
        .contains("the ledger has keys that you did not name", "ledger.key_rotated");
    assertThat(kt(3, "evidence", "verify", bundle, "--key", old.toString()).err())
        .contains("ask for the output of `kt ledger keys` again");
    assertThat(kt(0, "ledger", "verify", "--key", all.toString()).err()).isEmpty();
    assertThat(kt(0, "evidence", "verify", bundle, "--key", all.toString()).err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ledger verify --from 0 | --from is at least 1",
        "ledger verify --from 3 --to 2 | --to no less than --from",
        "ledger verify --from 99 | there is no event 99; the last one of the ledger is 3",
        "ledger verify --from 99 | begin at an event from 1 to 3",
        "ledger verify --checkpoint nowhere | there is no file `nowhere`",
        "ledger verify --key nowhere | no public key",
        "ledger verify --ledger nowhere | there is no ledger",
        "ledger prove evt_none | there is no event `evt_none`",
        "ledger check nowhere | no key is given to check the proof with",
      })
  void explainsWhatItCannotDo(String command, String message) {
    assertThat(kt(1, command.split(" ")).err()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ledger prove", "events show", "events why", "escalation show", "webhook get"})
  void repeatsTheBeginningOfALongId(String command) {
    String[] words = (command + " evt_" + "x".repeat(50_000)).split(" ");
    assertThat(kt(1, words).err()).hasSizeLessThan(500).doesNotContain("x".repeat(101));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--policy", "--reason", "--model", "--provider"})
  void refusesFiltersThatAreNoText(String option) {
    assertThat(kt(1, "events", "tail", option, "a\ufffd").err()).contains("is no UTF-8");
  }

  @Test
  void saysThatBytesAreNoCheckpoint() throws Exception {
    Path file = Files.write(home.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(kt(1, "ledger", "verify", "--checkpoint", file.toString()).err())
        .contains("is no text");
  }

  @Test
  void refusesWhatIsNoProof() throws Exception {
    String key = kt(0, "ledger", "keys").out().strip();
    for (String text : new String[] {"", "{}", "[]", "{\"format\":2}", "nonsense"}) {
      Path file = file("proof", text);
      assertThat(kt(1, "ledger", "check", file.toString(), "--key", key).err())
          .contains("is no proof");
    }
  }
}
