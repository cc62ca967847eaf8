package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Looks at the ledger as a reader, so a gateway may go on writing to it. */
record DoctorLedger(Invocation invocation, Path folder) {
  private static final int NEWEST = 1_000;
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  List<DoctorCheck> checks() {
    boolean server = LedgerPlace.isServer(folder);
    if (!server && !Files.exists(folder)) {
      return List.of(DoctorCheck.skipped("ledger", "there is none in %s yet".formatted(folder)));
    }
    try {
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

  private List<DoctorCheck> read() throws LedgerException {
    try (EventReader reader = Ledgers.openForReading(folder)) {
      long last = reader.lastSequence();
      List<StoredEvent> newest = newest(reader, last);
      return List.of(whole(LedgerPlace.name(folder), newest, last), ahead(newest));
    }
  }

  private static List<StoredEvent> newest(EventReader reader, long last) throws LedgerException {
    long after = Math.max(0, last - NEWEST);
    return reader.query(
        new EventQuery(null, null, Set.of(), null, after, NEWEST, EventQuery.Order.OLDEST_FIRST));
  }

  private static DoctorCheck whole(String name, List<StoredEvent> events, long last) {
    long expected = Math.max(0, last - NEWEST);
    for (StoredEvent event : events) {
      expected++;
      if (event.sequence() != expected) {
        return DoctorCheck.failed(
            "ledger",
            "event %d is missing from %s".formatted(expected, name),
            "somebody or something changed the file; compare it with a backup");
      }
    }
    return DoctorCheck.ok(
        "ledger",
        "%d events in %s; the newest %d can be read, none is missing"
            .formatted(last, name, events.size()));
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
