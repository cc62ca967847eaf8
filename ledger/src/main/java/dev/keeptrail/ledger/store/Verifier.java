package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.ReadAhead;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.SignedNote;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.store.AuditedRows.Read;
import dev.keeptrail.ledger.store.AuditedRows.Row;
import dev.keeptrail.ledger.store.AuditedRows.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  private final Dialect dialect;
  private final Connection connection;
  private final LedgerAudit.Request request;
  private final @Nullable BesideRows beside;
  private final LongConsumer progress;
  private final List<Breach> breaches = new ArrayList<>();
  private final Map<Long, Signed> checkpoints = new TreeMap<>();
  private @Nullable CompactTree tree;
  private Notices pruned = Notices.none();
  private long prunedEvents;
  private long further;
  private long looked;
  private long compared;
  private long signed;

  /** A checkpoint whose signature holds. */
  private record Signed(Checkpoint checkpoint, boolean kept) {}

  /**
   * Prepares a check.
   *
   * @param beside what is administered beside the ledger; null where there is nothing
   */
  Verifier(
      Dialect dialect,
      Connection connection,
      LedgerAudit.Request request,
      @Nullable BesideRows beside,
      LongConsumer progress) {
    this.dialect = dialect;
    this.connection = connection;
    this.request = request;
    this.beside = beside;
    this.progress = progress;
  }

  Verification run() throws SQLException, LedgerException {
    long end =
        Math.max(
            LedgerSchema.number(connection, "SELECT max(sequence) FROM event"),
            TreeTables.size(connection));
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
    readCheckpoints(end, first);
    pruned = Notices.read(dialect, connection, vouched());
    tree = before(first);
    signed = signedBefore(first);
    boolean whole = first == 1 && last == end;
    var copies = new Copies(dialect, connection, pruned, first, whole, this::found);
    checkAll(first, last, copies);
    long unproven = copies.finish(last, prunedEvents);
    boolean administered =
        whole
            && further == 0
            && breaches.stream().noneMatch(breach -> breach.kind().isOfEvents())
            && BesideCheck.run(dialect, connection, pruned, beside, end, this::found);
    CompactTree grown = tree;
    return new Verification(
        looked == 0 ? 0 : first,
        looked == 0 ? 0 : last,
        looked,
        compared,
        signed,
        grown == null ? null : grown.root(),
        breaches,
        further,
        administered,
        prunedEvents,
        unproven);
  }

  /** Reads the next stretch while it checks one: a disk and a processor each have their work. */
  private void checkAll(long first, long last, Copies copies) throws SQLException {
    var rows = new AuditedRows(dialect, connection, copies);
    try (var ahead =
        new ReadAhead<Stretch, SQLException>(
            from -> rows.read(from, Math.min(last, from + BATCH - 1)),
            read -> read.last() < last ? read.last() + 1 : ReadAhead.NOTHING)) {
      for (long from = first; from <= last; from += BATCH) {
        check(ahead.take(from), copies);
        progress.accept(looked);
      }
    }
  }

  /** What is kept of the tree in front of the range; the next checkpoint vouches for it as well. */
  private @Nullable CompactTree before(long first) {
    if (first == 1) {
      return CompactTree.EMPTY;
    }
    try {
      return Proofs.compact(TreeTables.subtrees(connection), first - 1);
    } catch (SQLException _) {
      found(Breach.Kind.REWRITTEN, 1, first - 1, "the tree of these events has a hole");
      return null;
    }
  }

  private long vouched() {
    return checkpoints.keySet().stream().reduce(0L, Math::max);
  }

  private long signedBefore(long first) {
    return checkpoints.keySet().stream().filter(size -> size < first).reduce(0L, Math::max);
  }

  private void readCheckpoints(long end, long first) throws SQLException, LedgerException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT size, note FROM checkpoint ORDER BY size");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long size = rows.getLong(1);
        String note = rows.getString(2);
        Checkpoint read = note == null ? null : signed(note).orElse(null);
        if (read == null || read.size() != size) {
          if (size >= first) {
            found(
                Breach.Kind.UNSIGNED,
                size,
                size,
                "the checkpoint of " + size + " events is damaged, or signed by no known key");
          }
        } else {
          take(new Signed(read, false), end);
        }
      }
    }
    String kept = request.kept();
    if (kept != null) {
      Checkpoint read =
          signed(kept)
              .orElseThrow(() ->
                  new LedgerException(
                      "the checkpoint that was kept is none, or signed by no key that is given"));
      take(new Signed(read, true), end);
    }
  }

  private Optional<Checkpoint> signed(String note) {
    SignedNote read = SignedNote.parse(note).orElse(null);
    return read == null
        ? Optional.empty()
        : Checkpoint.parse(read.text())
            .filter(checkpoint ->
                read.signedBy(request.keys())
                    .filter(key -> key.name().equals(checkpoint.origin()))
                    .isPresent());
  }

  private void take(Signed one, long end) {
    long size = one.checkpoint().size();
    if (size > end) {
      found(
          Breach.Kind.TRUNCATED,
          end + 1,
          size,
          "a checkpoint was signed with %d events, and there are %d".formatted(size, end));
      return;
    }
    Signed other = checkpoints.putIfAbsent(size, one);
    if (other != null && !other.checkpoint().equals(one.checkpoint())) {
      found(
          Breach.Kind.REWRITTEN,
          1,
          size,
          "two signed checkpoints of " + size + " events say different things");
    }
  }

  private void check(Stretch stretch, Copies copies) {
    // Hashing is most of the work, and each event is on its own.
    List<Read> all = stretch.reads();
    List<Copies.Looked> looks = new ArrayList<>(all.size());
    long next = stretch.first();
    for (Read one : all) {
      Row row = one.row();
      while (next < row.sequence()) {
        missing(stretch, next++, copies);
      }
      boolean intact = check(one, stretch.leaf(next));
      looks.add(new Copies.Looked(next, one.copy(), row.actor() == null, intact));
      next++;
    }
    copies.look(looks, stretch.filed());
    while (next <= stretch.last()) {
      missing(stretch, next++, copies);
    }
  }

  private void missing(Stretch stretch, long sequence, Copies copies) {
    looked++;
    if (pruned.cover(sequence)) {
      prunedEvents++;
    } else {
      copies.missing();
      found(Breach.Kind.MISSING, sequence, sequence, "event " + sequence + " is not there");
    }
    grow(sequence, stretch.leaf(sequence));
  }

  private boolean check(Read one, @Nullable Hash kept) {
    looked++;
    Row row = one.row();
    Hash leaf = one.leaf();
    boolean intact = leaf != null && (kept == null || kept.equals(leaf));
    boolean filed = row.matches(one.copy().said());
    if (!intact) {
      found(
          Breach.Kind.CHANGED,
          row.sequence(),
          row.sequence(),
          "event " + row.sequence() + " (" + row.id() + ") is not what was recorded");
    } else if (!filed) {
      found(
          Breach.Kind.MISFILED,
          row.sequence(),
          row.sequence(),
          "event "
              + row.sequence()
              + " is filed under an id, time, verdict, action or actor that it does not have");
    }
    grow(row.sequence(), kept == null ? leaf : kept);
    return intact && filed;
  }

  private void grow(long sequence, @Nullable Hash leaf) {
    CompactTree grown = tree;
    if (grown == null || leaf == null) {
      tree = null;
      return;
    }
    grown = grown.add(leaf);
    tree = grown;
    Signed here = checkpoints.get(sequence);
    if (here == null) {
      return;
    }
    compared++;
    if (here.checkpoint().root().equals(grown.root())) {
      signed = sequence;
    } else {
      found(
          Breach.Kind.REWRITTEN,
          signed + 1,
          sequence,
          "events %d to %d, or their order, are not those that were signed%s"
              .formatted(
                  signed + 1, sequence, here.kept() ? " in the checkpoint that was kept" : ""));
    }
  }

  private void found(Breach.Kind kind, long first, long last, String message) {
    if (breaches.size() < Verification.MOST_BREACHES) {
      breaches.add(new Breach(kind, first, last, message));
    } else {
      further++;
    }
  }
}
