package dev.keeptrail.benchmarks.crash;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at what a killed gateway left, and says what is not as it was promised. */
final class CrashChecks {
  private static final int PAGE = 1_000;
  private static final double NANOS = 1e9;

  private final Path ledger;
  private final List<String> problems = new ArrayList<>();
  private double recorded;
  private long seen;

  CrashChecks(Path home) {
    this.ledger = home.resolve("ledger");
  }

  List<String> problems() {
    return problems;
  }

  /** How many events there are. */
  long events() {
    return seen;
  }

  void check(int round, KillableGateway killed) throws LedgerException, IOException {
    killed.strange.forEach(one -> problems.add("round %d: %s".formatted(round, one)));
    long first = seen + 1;
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      for (String id : killed.delivered) {
        if (reader.find(id).isEmpty()) {
          problems.add(
              "round %d: the answer of event %s was delivered, and it is not there"
                  .formatted(round, id));
        }
      }
      addCosts(reader);
    }
    tree(round, first);
    queue(round, killed);
    spending(round);
  }

  private void addCosts(EventReader reader) throws LedgerException {
    List<StoredEvent> next;
    do {
      next =
          reader.query(
              new EventQuery(
                  null, null, Set.of(), null, seen, PAGE, EventQuery.Order.OLDEST_FIRST));
      for (StoredEvent one : next) {
        DecisionEvent.Cost cost = one.event().cost();
        Double usd = cost == null ? null : cost.totalUsd();
        recorded += usd == null ? 0 : usd;
        seen = one.sequence();
      }
    } while (!next.isEmpty());
  }

  private void tree(int round, long first) throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(ledger)) {
      audit
          .verify(new LedgerAudit.Request(first, null, audit.keys(), null), _ -> {})
          .breaches()
          .forEach(breach -> problems.add("round %d: %s".formatted(round, breach.message())));
    }
  }

  /** The whole tree, at the end. */
  void wholeTree() throws LedgerException {
    tree(0, 1);
  }

  private void queue(int round, KillableGateway killed) throws LedgerException {
    try (Administration kept = Ledgers.openAdministration(ledger, InstantSource.system())) {
      for (String id : killed.escalated) {
        if (kept.escalations().find(id).isEmpty()) {
          problems.add(
              "round %d: escalation %s was told of, and is not there".formatted(round, id));
        }
      }
    }
  }

  /** What was reserved before each exchange is at least what events say that they cost. */
  private void spending(int round) throws IOException {
    long nanos = 0;
    String text = Files.readString(ledger.resolve("spending.log"));
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      nanos += Long.parseLong(line.split("\t", -1)[1]);
    }
    if (nanos / NANOS < recorded - 1e-6) {
      problems.add(
          "round %d: events cost %f, and %f is written down as spent"
              .formatted(round, recorded, nanos / NANOS));
    }
  }
}
