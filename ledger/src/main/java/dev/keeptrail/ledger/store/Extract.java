package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.evidence.EvidenceRange;
import dev.keeptrail.ledger.evidence.EvidenceSink;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Takes a stretch out of the ledger with what proves it. Inside one reading transaction. */
final class Extract {
  private final Dialect dialect;
  private final Connection connection;
  private final String note;
  private final boolean administration;

  /**
   * A stretch that a checkpoint vouches for.
   *
   * @param note the newest checkpoint
   */
  Extract(Dialect dialect, Connection connection, String note) throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.note = note;
    this.administration = dialect.has(connection, AdministrationTable.NAME);
  }

  void run(Instant since, Instant until, EvidenceSink sink)
      throws SQLException, LedgerException, IOException {
    Checkpoint checkpoint =
        SignedNote.parse(note)
            .flatMap(signed -> Checkpoint.parse(signed.text()))
            .orElseThrow(() -> new LedgerException("no checkpoint vouches for any event yet"));
    long first = bound("min", since, until);
    long wanted = bound("max", since, until);
    long last = Math.min(wanted, checkpoint.size());
    if (first == 0) {
      return;
    }
    if (last < first) {
      throw new LedgerException(
          "no checkpoint vouches for the events %d to %d yet; a gateway that has the ledger open signs one within a second"
              .formatted(first, wanted));
    }
    var subtrees = TreeTables.subtrees(connection);
    sink.range(
        new EvidenceRange(
            first,
            last,
            wanted,
            Proofs.compact(subtrees, first - 1),
            Proofs.consistency(subtrees, last, checkpoint.size()),
            note,
            checkpoint.size()));
    rows(first, last, sink);
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

  private void rows(long first, long last, EvidenceSink sink)
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
            sink.absent(rows.getLong(1), Hash.of(hash));
          } else {
            sink.event(rows.getLong(1), event, SaltColumn.read(rows.getBytes(4)), Hash.of(hash));
          }
        }
      }
    }
  }
}
