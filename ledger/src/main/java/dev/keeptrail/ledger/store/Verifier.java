package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.integrity.SignedNote;
import dev.keeptrail.ledger.integrity.Verification;
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
  private static final int BATCH = 4_096;

  private final Dialect dialect;
  private final Connection connection;
  private final LedgerAudit.Request request;
  private final LongConsumer progress;
  private final boolean administration;
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

  Verifier(
      Dialect dialect, Connection connection, LedgerAudit.Request request, LongConsumer progress)
      throws SQLException {
    this.dialect = dialect;
    this.administration = dialect.has(connection, AdministrationTable.NAME);
    this.connection = connection;
    this.request = request;
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
    readCheckpoints(end, first);
    pruned = Notices.read(dialect, connection, vouched());
    tree = before(first);
    signed = signedBefore(first);
    long next = first;
    var copies = new Copies(dialect, connection, pruned, first, this::found);
    while (next <= last) {
      next = batch(next, last, copies);
      progress.accept(looked);
    }
    copies.finish(last, first == 1 && last == end, prunedEvents);
    CompactTree whole = tree;
    return new Verification(
        looked == 0 ? 0 : first,
        looked == 0 ? 0 : last,
        looked,
        compared,
        signed,
        whole == null ? null : whole.root(),
        breaches,
        further,
        prunedEvents);
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

  /** One event as it stands in the tables. */
  private record Row(
      long sequence,
      String id,
      long at,
      String word,
      @Nullable String actor,
      Json json,
      @Nullable Hash kept,
      @Nullable Salt salt) {}

  /** Bytes with an identity of their own. */
  private static final class Json {
    private final byte[] bytes;

    Json(byte @Nullable [] bytes) {
      this.bytes = bytes == null ? new byte[0] : bytes;
    }
  }

  /** What was read out of an event. */
  private record Read(Optional<Hash> leaf, Copies.Copy copy) {
    static Read of(Row row) {
      return new Read(Verifier.leaf(row), new Copies.Copy(row.json().bytes));
    }
  }

  private long batch(long from, long last, Copies copies) throws SQLException {
    List<Row> rows = rows(from, last);
    // Hashing is most of the work, and each event is on its own.
    List<Read> read = rows.stream().parallel().map(Read::of).toList();
    List<Copies.Looked> looks = new ArrayList<>(rows.size());
    long next = from;
    for (int at = 0; at < rows.size(); at++) {
      Row row = rows.get(at);
      while (next < row.sequence()) {
        missing(next++, copies);
      }
      Copies.Copy copy = read.get(at).copy();
      boolean intact = check(row, read.get(at).leaf().orElse(null), copy.said());
      looks.add(new Copies.Looked(row.sequence(), copy, row.actor() == null, intact));
      next++;
    }
    copies.look(looks);
    if (rows.size() < BATCH) {
      while (next <= last) {
        missing(next++, copies);
      }
    }
    return next;
  }

  private static Optional<Hash> leaf(Row row) {
    try {
      return Optional.of(Leaves.hash(row.json().bytes, row.salt()));
    } catch (Leaves.UnreadableLeafException _) {
      return Optional.empty();
    }
  }

  private List<Row> rows(long from, long last) throws SQLException {
    List<Row> rows = new ArrayList<>(BATCH);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kept.sequence, id, at, word, actor, json, hash, salt FROM (SELECT * FROM ("
                + rows("verdict AS word, NULL AS actor", "event")
                + ") AS decided"
                + (administration
                    ? " UNION ALL SELECT * FROM ("
                        + rows("action AS word, actor", "administration")
                        + ") AS administered"
                    : "")
                + ") AS kept LEFT JOIN leaf ON leaf.sequence = kept.sequence"
                + " ORDER BY kept.sequence LIMIT ?")) {
      int next = 1;
      for (int table = 0; table < (administration ? 2 : 1); table++) {
        select.setLong(next++, from);
        select.setLong(next++, last);
        select.setInt(next++, BATCH);
      }
      select.setInt(next, BATCH);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Row(
                  found.getLong(1),
                  String.valueOf(found.getString(2)),
                  found.getLong(3),
                  String.valueOf(found.getString(4)),
                  found.getString(5),
                  new Json(found.getBytes(6)),
                  hash(found.getBytes(7)),
                  SaltColumn.read(found.getBytes(8))));
        }
      }
    }
    return rows;
  }

  private String rows(String words, String table) throws SQLException {
    return "SELECT sequence, id, at, "
        + words
        + ", json, "
        + SaltColumn.of(dialect, connection, table)
        + " AS salt FROM "
        + table
        + " WHERE sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?";
  }

  private static @Nullable Hash hash(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != Hash.LENGTH ? null : Hash.of(bytes);
  }

  private void missing(long sequence, Copies copies) throws SQLException {
    looked++;
    if (pruned.cover(sequence)) {
      prunedEvents++;
    } else {
      copies.missing();
      found(Breach.Kind.MISSING, sequence, sequence, "event " + sequence + " is not there");
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT hash FROM leaf WHERE sequence = ?")) {
      select.setLong(1, sequence);
      try (ResultSet rows = select.executeQuery()) {
        grow(sequence, rows.next() ? hash(rows.getBytes(1)) : null);
      }
    }
  }

  private boolean check(Row row, @Nullable Hash leaf, EventCopy said) throws SQLException {
    looked++;
    Hash kept = row.kept();
    boolean intact = leaf != null && (kept == null || kept.equals(leaf));
    boolean filed = said.matches(row.id(), row.at(), row.word(), row.actor());
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
