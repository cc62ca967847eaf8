package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.evidence.EvidenceRange;
import dev.keeptrail.ledger.evidence.EvidenceSink;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Takes a stretch out of the ledger with what proves it. Inside one reading transaction. */
final class Extract {
  private final Dialect dialect;
  private final Connection connection;
  private final String note;
  private final List<NoteKey> keys;
  private final boolean administration;

  /**
   * A stretch that a checkpoint vouches for.
   *
   * @param note the newest checkpoint
   * @param keys of the ledger, those of earlier times too: what they signed was pruned
   */
  Extract(Dialect dialect, Connection connection, String note, Collection<NoteKey> keys)
      throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.note = note;
    this.keys = List.copyOf(keys);
    this.administration = dialect.has(connection, AdministrationTable.NAME);
  }

  void run(Instant since, Instant until, EvidenceSink sink)
      throws SQLException, LedgerException, IOException {
    Checkpoint checkpoint =
        SignedNote.parse(note)
            .flatMap(signed -> Checkpoint.parse(signed.text()))
            .orElseThrow(() -> new LedgerException("no checkpoint vouches for any event yet"));
    long earliest = bound("min", since, until);
    long wanted = bound("max", since, until);
    if (earliest == 0) {
      return;
    }
    Notices notices = notices(checkpoint);
    long first = before(earliest, notices);
    long last =
        wanted < checkpoint.size() ? behind(wanted, checkpoint.size(), notices) : checkpoint.size();
    if (last < earliest) {
      throw new LedgerException(
          "no checkpoint vouches for the events %d to %d yet; a gateway that has the ledger open signs one within a second"
              .formatted(earliest, wanted));
    }
    var subtrees = TreeTables.subtrees(connection);
    sink.range(
        new EvidenceRange(
            first,
            last,
            Math.max(wanted, last),
            Proofs.compact(subtrees, first - 1),
            Proofs.consistency(subtrees, last, checkpoint.size()),
            note,
            checkpoint.size()));
    rows(first, last, notices, sink);
  }

  /** What a checkpoint says that no key of the ledger has signed vouches for no notice. */
  private Notices notices(Checkpoint checkpoint) throws SQLException {
    boolean signed =
        SignedNote.parse(note)
            .flatMap(one -> one.signedBy(keys))
            .filter(key -> key.name().equals(checkpoint.origin()))
            .isPresent();
    return Notices.read(
        dialect, connection, new Notices.Asked(keys, 0, signed ? checkpoint.size() : 0));
  }

  /** Nobody knows of what time an event was that somebody removed: it may be of this one. */
  private long before(long first, Notices notices) throws SQLException {
    long number = neighbour("max", "<", first) + 1;
    while (number < first && notices.cover(number)) {
      number++;
    }
    return number;
  }

  private long behind(long last, long size, Notices notices) throws SQLException {
    long next = neighbour("min", ">", last);
    long number = next == 0 ? size : Math.min(size, next - 1);
    while (number > last && notices.cover(number)) {
      number--;
    }
    return number;
  }

  /** The nearest number that something is there under; 0 where there is none. */
  private long neighbour(String which, String side, long number) throws SQLException {
    String one = "SELECT " + which + "(sequence) AS sequence FROM %s WHERE sequence " + side + " ?";
    String both =
        administration
            ? one.formatted("event") + " UNION ALL " + one.formatted("administration")
            : one.formatted("event");
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + which + "(sequence) FROM (" + both + ") AS found")) {
      Parameters.bind(select, Collections.nCopies(administration ? 2 : 1, number));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private long bound(String which, Instant since, Instant until) throws SQLException {
    String sequences =
        "SELECT sequence FROM event WHERE " + dialect.ofAnyVerdict() + " AND at >= ? AND at < ?";
    String more =
        administration
            ? " UNION ALL SELECT sequence FROM administration WHERE at >= ? AND at < ?"
            : "";
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + which + "(sequence) FROM (" + sequences + more + ") AS found")) {
      for (int at = 1; at <= (administration ? 4 : 2); at += 2) {
        select.setLong(at, EventTimestamp.toMicrosOfBound(since));
        select.setLong(at + 1, EventTimestamp.toMicrosOfBound(until));
      }
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private String salt() throws SQLException {
    String decision = salt("event");
    return administration ? "coalesce(" + decision + ", " + salt("administration") + ")" : decision;
  }

  private String salt(String table) throws SQLException {
    String column = SaltColumn.of(dialect, connection, table);
    return column.equals(SaltColumn.NAME) ? table + "." + column : column;
  }

  private void rows(long first, long last, Notices notices, EvidenceSink sink)
      throws SQLException, LedgerException, IOException {
    String more =
        administration
            ? " LEFT JOIN administration ON administration.sequence = leaf.sequence"
            : "";
    String json = administration ? "coalesce(event.json, administration.json)" : "event.json";
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT leaf.sequence, hash, "
                + json
                + ", "
                + salt()
                + " FROM leaf LEFT JOIN event ON event.sequence = leaf.sequence"
                + more
                + " WHERE leaf.sequence BETWEEN ? AND ? ORDER BY leaf.sequence")) {
      select.setLong(1, first);
      select.setLong(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] hash = rows.getBytes(2);
          if (hash == null || hash.length != Hash.LENGTH) {
            throw new LedgerException("the leaf of event " + rows.getLong(1) + " is damaged");
          }
          byte[] event = rows.getBytes(3);
          if (event == null) {
            sink.absent(rows.getLong(1), Hash.of(hash), notices.cover(rows.getLong(1)));
          } else {
            sink.event(rows.getLong(1), event, SaltColumn.read(rows.getBytes(4)), Hash.of(hash));
          }
        }
      }
    }
  }
}
