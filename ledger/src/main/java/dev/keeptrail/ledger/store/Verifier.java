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
import dev.keeptrail.ledger.store.AuditedRows.Subtree;
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

  /**
   * Events that nobody has signed are of a second. An event says when it was made, and may have
   * waited long for the end of a stream before it was recorded.
   */
  private static final long MOST_UNSIGNED_MICROS = 86_400_000_000L;

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

  /** So many events have leaves; those behind them are of builds that knew no tree. */
  private long treeSize;

  private boolean damagedSubtrees;

  /** Times of the events behind the last checkpoint that holds, in microseconds since 1970. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;

  /** A checkpoint whose signature holds. */
  private record Signed(Checkpoint checkpoint, boolean kept) {
    long size() {
      return checkpoint.size();
    }
  }

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
    List<Signed> signedOnes = readCheckpoints();
    var numbers = new Numbers(dialect, connection, this::found);
    long end = numbers.last(signedOnes.stream().mapToLong(Signed::size).max().orElse(0));
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
    signedOnes.forEach(one -> take(one, end));
    treeSize = Math.min(end, Math.max(TreeTables.size(connection), vouched()));
    pruned = Notices.read(dialect, connection, vouched());
    tree = before(first);
    signed = signedBefore(first);
    boolean whole = first == 1 && last == end;
    var copies = new Copies(dialect, connection, pruned, first, whole, this::found);
    checkAll(first, last, copies);
    if (last == end) {
      unsignedEnd(first, last);
    }
    if (whole) {
      strangeSubtrees(end);
    }
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

  private List<Signed> readCheckpoints() throws SQLException, LedgerException {
    List<Signed> all = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT size, note FROM checkpoint ORDER BY size");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long size = rows.getLong(1);
        String note = rows.getString(2);
        Checkpoint read = note == null ? null : signed(note).orElse(null);
        if (read != null && read.size() == size) {
          all.add(new Signed(read, false));
        } else if (size >= request.first() || size < 1) {
          found(
              Breach.Kind.UNSIGNED,
              size,
              size,
              "the checkpoint of " + size + " events is damaged, or signed by no known key");
        }
      }
    }
    String kept = request.kept();
    if (kept != null) {
      all.add(
          new Signed(
              signed(kept)
                  .orElseThrow(() ->
                      new LedgerException(
                          "the checkpoint that was kept is none, or signed by no key that is given")),
              true));
    }
    return all;
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
      if (row.sequence() < next) {
        found(
            Breach.Kind.CHANGED,
            row.sequence(),
            row.sequence(),
            "event %d is there twice, and (%s) was not recorded under this number"
                .formatted(row.sequence(), row.id()));
        continue;
      }
      while (next < row.sequence()) {
        missing(stretch, next++, copies);
      }
      boolean intact = check(one, stretch);
      if (intact && row.salt() != null) {
        copies.salted();
      }
      looks.add(new Copies.Looked(next, one.copy(), row.decision(), intact));
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
    grow(sequence, stretch.leaf(sequence), sequence <= treeSize, stretch);
  }

  private boolean check(Read one, Stretch stretch) {
    looked++;
    Row row = one.row();
    @Nullable Hash kept = stretch.leaf(row.sequence());
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
    Long at = one.copy().said().at();
    if (intact && at != null) {
      earliest = Math.min(earliest, at);
      latest = Math.max(latest, at);
    }
    // Builds that salt events know the tree.
    boolean rooted = row.sequence() <= treeSize || row.salt() != null;
    grow(row.sequence(), kept == null ? leaf : kept, rooted, stretch);
    return intact && filed;
  }

  /**
   * Adds the next leaf.
   *
   * @param rooted whether the table of leaves has to have it
   */
  private void grow(long sequence, @Nullable Hash leaf, boolean rooted, Stretch stretch) {
    if (rooted && stretch.leaf(sequence) == null) {
      found(
          Breach.Kind.DAMAGED,
          sequence,
          sequence,
          "the leaf of event " + sequence + " is not there, or damaged");
    }
    CompactTree grown = tree;
    if (grown == null || leaf == null) {
      tree = null;
      return;
    }
    grown = grown.add(leaf, (height, position, hash) -> kept(height, position, hash, stretch));
    tree = grown;
    Signed here = checkpoints.get(sequence);
    if (here == null) {
      return;
    }
    compared++;
    if (here.checkpoint().root().equals(grown.root())) {
      signed = sequence;
      earliest = Long.MAX_VALUE;
      latest = Long.MIN_VALUE;
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

  /** Holds a subtree that an event completes against the one that is kept. */
  private void kept(int height, long position, Hash made, Stretch stretch) {
    long last = (position + 1) << height;
    if (height == 0 || height % TreeTables.STEP != 0 || last > treeSize) {
      return;
    }
    Hash there = stretch.subtrees().get(new Subtree(height, position));
    if (there == null || !there.equals(made)) {
      damagedSubtrees = true;
      found(
          Breach.Kind.DAMAGED,
          (position << height) + 1,
          last,
          "the subtree of these events is not there, or not what their leaves make");
    }
  }

  /** Whoever adds an event that completes such a subtree finds its place taken. */
  private void strangeSubtrees(long end) throws SQLException {
    long kept = TreeTables.subtreeCount(connection);
    long made = TreeTables.subtreeCount(treeSize);
    if (tree != null && !damagedSubtrees && kept != made) {
      found(
          Breach.Kind.DAMAGED,
          1,
          Math.max(1, end),
          "%d subtrees are kept, and the leaves make %d".formatted(kept, made));
    }
  }

  /** Where checkpoints were taken away, or an end was added by somebody who cannot sign. */
  private void unsignedEnd(long first, long last) {
    boolean told =
        breaches.stream()
            .anyMatch(one -> one.kind().isOfEvents() || one.kind() == Breach.Kind.UNSIGNED);
    if (!told && tree != null && latest >= earliest && latest - earliest > MOST_UNSIGNED_MICROS) {
      long from = Math.max(signed + 1, first);
      found(
          Breach.Kind.UNSIGNED,
          from,
          last,
          "no checkpoint vouches for the events %d to %d, and a gateway signs within a second"
              .formatted(from, last));
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
