package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.retention.Hold;
import dev.keeptrail.ledger.retention.Retention;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a ledger that somebody emptied, removed or took from elsewhere. */
final class DamagedFilesTest {
  private static final InstantSource LATER = () -> NOON.plus(Duration.ofDays(900));
  private static final Actor OPERATOR = new Actor(Actor.OPERATOR, "root");

  @TempDir private Path temporary;

  private static void fill(Path ledger) throws LedgerException {
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.STRICT)) {
      var ignored = store.append(SampleEvents.allowed("evt_" + ledger.getFileName(), NOON));
    }
  }

  /** A ledger as a process leaves it that was killed: its newest events are in the log. */
  private Path killed() throws Exception {
    Path ledger = temporary.resolve("open");
    Path killed = Files.createDirectory(temporary.resolve("killed"));
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.STRICT)) {
      var ignored = store.append(SampleEvents.full());
      for (String name : new String[] {"ledger.db-wal", "checkpoint.key", "checkpoint.keys"}) {
        Files.copy(ledger.resolve(name), killed.resolve(name));
      }
    }
    return killed;
  }

  private static void refused(ThrowingCallable doing, String... saying) {
    assertThatThrownBy(doing).isInstanceOf(LedgerException.class).hasMessageContainingAll(saying);
  }

  @Test
  void whatIsLeftInTheLogOfAnEmptiedLedgerIsNotDeleted() throws Exception {
    Path killed = killed();
    Path log = killed.resolve("ledger.db-wal");
    byte[] before = Files.readAllBytes(log);
    String saying = "`" + log + "` has what was written last";
    refused(() -> Ledgers.openForAppend(killed, Durability.STRICT), saying, "nothing was touched");
    refused(() -> Ledgers.openForReading(killed), saying);
    refused(() -> Ledgers.openForAudit(killed), saying);
    refused(() -> Ledgers.rotateKey(killed), saying);
    assertThat(log).hasBinaryContent(before);
    assertThat(killed.resolve("checkpoint.keys")).content().hasLineCount(1);
  }

  @Test
  void aLedgerThatIsGoneIsNotBegunAnew() throws Exception {
    fill(temporary);
    Files.delete(temporary.resolve("ledger.db"));
    refused(
        () -> Ledgers.openForAppend(temporary, Durability.STRICT),
        "was signed with 1 events, and the ledger has 0");
    assertThat(temporary.resolve("ledger.db")).isEmptyFile();
  }

  @Test
  void aKeyOfAnotherLedgerSignsNothing() throws Exception {
    Path here = temporary.resolve("here");
    Path other = temporary.resolve("other");
    fill(here);
    fill(other);
    Path key = here.resolve("checkpoint.key");
    Files.copy(other.resolve("checkpoint.key"), key, StandardCopyOption.REPLACE_EXISTING);
    refused(() -> fill(here), "`" + key + "` is not in `", "nobody could check what it signs");
    refused(() -> Ledgers.rotateKey(here), "nobody could check what it signs");
  }

  @Test
  void filesThatAreSomethingElseAreNamed() throws Exception {
    fill(temporary);
    Path keys = temporary.resolve("checkpoint.keys");
    String right = Files.readString(keys);
    Files.writeString(keys, right.substring(0, 40));
    refused(() -> fill(temporary), "`" + keys + "` holds something else than public keys");
    Files.writeString(keys, right);
    Path last = temporary.resolve("checkpoint.last");
    try (var file = new RandomAccessFile(last.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    refused(() -> fill(temporary), "`" + last + "` is larger than what belongs there");
    Files.delete(last);
    Files.createDirectory(last);
    refused(() -> fill(temporary), "`" + last + "` is a folder");
  }

  @Test
  void nothingIsPrunedWhereAHoldOfTheTrailIsLost() throws Exception {
    fill(temporary);
    hold();
    try (EventStore store = Ledgers.openForAppend(temporary, Durability.STRICT);
        Administration administration = Ledgers.openAdministration(temporary, LATER)) {
      assertThat(administration.drain(store)).isEqualTo(1);
    }
    Files.delete(temporary.resolve("administration.db"));
    refused(this::plan, "the trail says that `case-17` is held from 2026-10-01T00:00:00Z");
    hold();
    plan();
    try (Administration administration = Ledgers.openAdministration(temporary, LATER)) {
      assertThat(administration.release("case-17", OPERATOR)).isTrue();
    }
    // What says so is on its way.
    plan();
  }

  private void hold() throws LedgerException {
    try (Administration administration = Ledgers.openAdministration(temporary, LATER)) {
      administration.hold(
          new Hold(
              "case-17",
              Instant.parse("2026-10-01T00:00:00Z"),
              Instant.parse("2027-10-01T00:00:00Z"),
              "subpoena"),
          OPERATOR);
    }
  }

  private void plan() throws LedgerException {
    try (Administration administration = Ledgers.openAdministration(temporary, LATER);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(temporary, administration, LATER)) {
      var ignored = upkeep.plan(new Retention(Duration.ofDays(1), Map.of()));
    }
  }
}
