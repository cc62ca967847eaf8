package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.integrity.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the ledger as a reader, so a gateway may go on writing to it. */
record DoctorLedger(Invocation invocation, Path folder) {
  private static final int NEWEST = 1_000;
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  List<DoctorCheck> checks() {
    boolean server = LedgerPlace.isServer(folder);
    if (!server && !Files.exists(folder)) {
      return noneYet();
    }
    try {
      if (!server && isWithoutEvents()) {
        return noneYet();
      }
      if (server && !Ledgers.isMade(folder)) {
        return List.of(
            DoctorCheck.skipped(
                "ledger",
                "the server answers; there is none in %s yet".formatted(LedgerPlace.name(folder))));
      }
      return read();
    } catch (LedgerException unusable) {
      return List.of(
          DoctorCheck.failed(
              "ledger",
              String.valueOf(unusable.getMessage()),
              server
                  ? "see to the server, or name another ledger with `--ledger`"
                  : "keep what is there, and give the gateway another folder with `--ledger`"));
    }
  }

  private List<DoctorCheck> noneYet() {
    return List.of(DoctorCheck.skipped("ledger", "there is none in %s yet".formatted(folder)));
  }

  /**
   * Whether nothing but what commands leave there that administer, such as those that make keys for
   * callers. Where anything else is and the ledger is not, it has gone.
   */
  private boolean isWithoutEvents() throws LedgerException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(
          file -> String.valueOf(file.getFileName()).startsWith("administration."));
    } catch (IOException unreadable) {
      throw new LedgerException("the folder `%s` cannot be read".formatted(folder), unreadable);
    }
  }

  private List<DoctorCheck> read() throws LedgerException {
    try (EventReader reader = Ledgers.openForReading(folder)) {
      return List.of(whole(reader.lastSequence()), ahead(reader.query(EventQuery.latest(1))));
    }
  }

  /** Looks at the newest events as {@code kt ledger verify} does. */
  private DoctorCheck whole(long last) throws LedgerException {
    String name = LedgerPlace.name(folder);
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      long first = Math.max(1, last - NEWEST + 1);
      Verification found =
          audit.verify(new LedgerAudit.Request(first, null, audit.keys(), null), _ -> {});
      if (!found.isIntact()) {
        return DoctorCheck.failed(
            "ledger",
            "%s: %s".formatted(name, found.breaches().getFirst().message()),
            "somebody or something changed the ledger; see `kt ledger verify`, and compare it with"
                + " a backup");
      }
      return DoctorCheck.ok(
          "ledger",
          "%s in %s; the newest %s as recorded"
              .formatted(
                  Counted.of(found.last(), "record"),
                  name,
                  Counted.of(found.events(), "is", "are")));
    }
  }

  /** Events that lie ahead say that the clock was put back. */
  private DoctorCheck ahead(List<StoredEvent> events) {
    Instant now = invocation.clock().instant();
    if (events.isEmpty()) {
      return DoctorCheck.skipped("order", "there is no event to compare the clock with");
    }
    Instant newest = events.getLast().event().timestamp();
    return newest.isAfter(now.plus(TOLERANCE))
        ? DoctorCheck.warning(
            "order",
            "the newest event is of %s, which is still to come".formatted(newest),
            "set the clock")
        : DoctorCheck.ok("order", "the newest event is of " + newest);
  }
}
