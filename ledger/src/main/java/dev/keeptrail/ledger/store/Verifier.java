package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.ReadAhead;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.store.AuditedRows.Read;
import dev.keeptrail.ledger.store.AuditedRows.Row;
import dev.keeptrail.ledger.store.AuditedRows.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks events against their leaves, and leaves against what was signed. The tree is made of the
 * leaves as they are kept, so that a changed event is told from the ones around it; leaves that
 * were changed as well show in the next checkpoint. One use, one thread.
 */
final class Verifier {
  /** WHY: what is read at once must die young, or collecting it costs a third of a check. */
  private static final int BATCH = 512;

  /** So many stretches wait, hashed or not, so that nobody waits for them. */
  private static final int AHEAD = 2;

  private final Dialect dialect;
  private final Connection connection;
  private final IndexCheck.Opening opening;
  private final LedgerAudit.Request request;
  private final @Nullable String lastSigned;
  private final @Nullable BesideRows beside;
  private final LongConsumer progress;
  private final Breaches breaches = new Breaches();
  private long prunedEvents;
  private long looked;

  /**
   * Prepares a check.
   *
   * @param opening opens another connection to the same ledger
   * @param lastSigned the checkpoint that is kept beside the key; null for none
   * @param beside what is administered beside the ledger; null where there is nothing
   */
  Verifier(
      Dialect dialect,
      Connection connection,
      IndexCheck.Opening opening,
      LedgerAudit.Request request,
      @Nullable String lastSigned,
      @Nullable BesideRows beside,
      LongConsumer progress) {
    this.dialect = dialect;
    this.connection = connection;
    this.opening = opening;
    this.request = request;
    this.lastSigned = lastSigned;
    this.beside = beside;
    this.progress = progress;
  }

  Verification run() throws SQLException, LedgerException {
    // WHY: whatever else is read first, this takes as long as all that one processor has to do.
    boolean all = request.first() <= 1 && request.last() == null;
    try (IndexCheck indexes = all ? IndexCheck.begin(dialect, opening) : null) {
      return run(indexes);
    }
  }

  /**
   * @param begun null where it is not known yet whether the whole ledger is looked at
   */
  private Verification run(@Nullable IndexCheck begun) throws SQLException, LedgerException {
    Checkpoints checkpoints = Checkpoints.read(connection, request, lastSigned, breaches);
    var numbers = new Numbers(dialect, connection, breaches);
    long end = numbers.last(checkpoints.largest());
    Long wanted = request.last();
    long last = wanted == null ? end : Math.min(end, wanted);
    long first = Math.max(1, request.first());
    if (first > Math.max(1, end)) {
      throw new LedgerException(
          "there is no event %d; the last one of the ledger is %d".formatted(first, end),
          end == 0
              ? "a ledger without events needs no check"
              : "begin at an event from 1 to " + end);
    }
    if (first == 1) {
      numbers.before();
    }
    checkpoints.hold(end);
    Notices pruned =
        Notices.read(
            dialect, connection, new Notices.Asked(checkpoints.keys(), 0, checkpoints.vouched()));
    TreeCheck tree = TreeCheck.of(connection, checkpoints, first, end, breaches);
    boolean whole = first == 1 && last == end;
    var copies = new Copies(dialect, connection, pruned, first, whole, breaches);
    try (IndexCheck late = whole && begun == null ? IndexCheck.begin(dialect, opening) : null) {
      if (whole) {
        copies.begin(last);
      }
      checkAll(first, last, pruned, tree, copies);
      if (last == end) {
        tree.unsignedEnd(first, last);
      }
      if (whole) {
        tree.strangeSubtrees(connection, end);
      }
      IndexCheck indexes = begun == null ? late : begun;
      if (indexes != null) {
        indexes.tell(Math.max(1, end), breaches);
      }
    }
    long unproven = copies.finish(last, prunedEvents);
    boolean administered =
        whole
            && breaches.spareEvents()
            && new BesideCheck.Asked(pruned, beside, request.eventsOnly(), end)
                .run(dialect, connection, breaches);
    return new Verification(
        looked == 0 ? 0 : first,
        looked == 0 ? 0 : last,
        looked,
        tree.compared(),
        tree.signed(),
        tree.root(),
        breaches.kept(),
        breaches.further(),
        administered,
        prunedEvents,
        unproven,
        pruned.passedOver());
  }

  /**
   * Reads the next stretches while it checks one, and has them hashed: a disk and all processors
   * each have their work. Hashing is most of it, and each event is on its own.
   */
  private void checkAll(long first, long last, Notices pruned, TreeCheck tree, Copies copies)
      throws SQLException {
    int helpers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    try (var rows = new AuditedRows(dialect, connection, copies);
        var hashing =
            Executors.newFixedThreadPool(
                helpers, Thread.ofPlatform().name("ledger-hash-", 1).daemon().factory());
        var ahead =
            new ReadAhead<Stretch, SQLException>(
                from -> {
                  Stretch read = rows.read(from, Math.min(last, from + BATCH - 1));
                  for (int helper = 0; helper < helpers; helper++) {
                    hashing.execute(read.hashing()::work);
                  }
                  return read;
                },
                read -> read.last() < last ? read.last() + 1 : ReadAhead.NOTHING,
                AHEAD)) {
      for (long from = first; from <= last; from += BATCH) {
        check(ahead.take(from), pruned, tree, copies);
        progress.accept(looked);
      }
    }
  }

  private void check(Stretch stretch, Notices pruned, TreeCheck tree, Copies copies) {
    List<Read> all = stretch.hashing().all();
    List<Copies.Looked> looks = new ArrayList<>(all.size());
    long next = stretch.first();
    for (Read one : all) {
      Row row = one.row();
      if (row.sequence() < next) {
        breaches.found(
            Breach.Kind.CHANGED,
            row.sequence(),
            row.sequence(),
            "event %d is there twice, and (%s) was not recorded under this number"
                .formatted(row.sequence(), row.id()));
        continue;
      }
      while (next < row.sequence()) {
        missing(stretch, next++, pruned, tree, copies);
      }
      boolean intact = check(one, stretch, tree);
      if (intact && row.salt() != null) {
        copies.salted();
      }
      looks.add(new Copies.Looked(next, one.copy(), row.decision(), intact, stretch.filed(next)));
      next++;
    }
    copies.look(looks);
    while (next <= stretch.last()) {
      missing(stretch, next++, pruned, tree, copies);
    }
  }

  private void missing(
      Stretch stretch, long sequence, Notices pruned, TreeCheck tree, Copies copies) {
    looked++;
    if (pruned.cover(sequence)) {
      prunedEvents++;
    } else {
      copies.missing();
      breaches.found(
          Breach.Kind.MISSING, sequence, sequence, "event " + sequence + " is not there");
    }
    tree.grow(sequence, stretch.leaf(sequence), tree.covers(sequence), stretch);
  }

  private boolean check(Read one, Stretch stretch, TreeCheck tree) {
    looked++;
    Row row = one.row();
    @Nullable Hash kept = stretch.leaf(row.sequence());
    Hash leaf = one.leaf();
    boolean intact = leaf != null && (kept == null || kept.equals(leaf));
    boolean filed = row.matches(one.copy().said());
    if (!intact) {
      breaches.found(
          Breach.Kind.CHANGED,
          row.sequence(),
          row.sequence(),
          "event " + row.sequence() + " (" + row.id() + ") is not what was recorded");
    } else if (!filed) {
      breaches.found(
          Breach.Kind.MISFILED,
          row.sequence(),
          row.sequence(),
          "event "
              + row.sequence()
              + " is filed under an id, time, verdict, action or actor that it does not have");
    } else if (!one.terse()) {
      breaches.found(
          Breach.Kind.MISFILED,
          row.sequence(),
          row.sequence(),
          "event %d says what was recorded in other characters, and a search may miss it"
              .formatted(row.sequence()));
    }
    Long at = one.copy().said().at();
    if (intact && at != null) {
      tree.made(at);
    }
    // Builds that salt events know the tree.
    boolean rooted = tree.covers(row.sequence()) || row.salt() != null;
    tree.grow(row.sequence(), kept == null ? leaf : kept, rooted, stretch);
    return intact && filed;
  }
}
