package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Salt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a check looks at, a stretch of numbers at a time: events of both kinds as they stand in the
 * tables, and the leaves that are kept. One thread at a time.
 */
final class AuditedRows {
  private final Dialect dialect;
  private final Connection connection;
  private final boolean administration;

  AuditedRows(Dialect dialect, Connection connection) throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.administration = dialect.has(connection, AdministrationTable.NAME);
  }

  /**
   * One event.
   *
   * @param verdict or the action of an administrative one
   */
  record Row(long sequence, String id, long at, String verdict, Json json, @Nullable Salt salt) {
    /** Of what the event says now; null when it is no JSON with a canonical form. */
    @Nullable Hash leaf() {
      try {
        return Leaves.hash(json.bytes, salt);
      } catch (Leaves.UnreadableLeafException _) {
        return null;
      }
    }

    boolean isFiledAsItSays() {
      return FiledAs.of(json.bytes).matches(id, at, verdict);
    }
  }

  /** Bytes with an identity of their own. */
  private static final class Json {
    private final byte[] bytes;

    Json(byte @Nullable [] bytes) {
      this.bytes = bytes == null ? new byte[0] : bytes;
    }
  }

  /**
   * A stretch of numbers.
   *
   * @param rows in order; numbers without an event are left out
   * @param leaves one for each number; null where there is none, or a damaged one
   */
  record Stretch(long first, long last, List<Row> rows, List<@Nullable Hash> leaves) {
    @Nullable Hash leaf(long sequence) {
      return leaves.get((int) (sequence - first));
    }
  }

  Stretch read(long first, long last) throws SQLException {
    List<Row> rows = new ArrayList<>((int) (last - first + 1));
    read("verdict", "event", first, last, rows);
    int decided = rows.size();
    if (administration) {
      read("action", AdministrationTable.NAME, first, last, rows);
    }
    if (decided != rows.size()) {
      rows.sort(Comparator.comparingLong(Row::sequence));
    }
    return new Stretch(first, last, rows, leaves(first, last));
  }

  private void read(String word, String table, long first, long last, List<Row> rows)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, id, at, %s, json, %s FROM %s WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
                .formatted(word, SaltColumn.of(dialect, connection, table), table))) {
      select.setLong(1, first);
      select.setLong(2, last);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Row(
                  found.getLong(1),
                  String.valueOf(found.getString(2)),
                  found.getLong(3),
                  String.valueOf(found.getString(4)),
                  new Json(found.getBytes(5)),
                  SaltColumn.read(found.getBytes(6))));
        }
      }
    }
  }

  private List<@Nullable Hash> leaves(long first, long last) throws SQLException {
    List<@Nullable Hash> leaves =
        new ArrayList<>(LongStream.rangeClosed(first, last).<Hash>mapToObj(_ -> null).toList());
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, hash FROM leaf WHERE sequence BETWEEN ? AND ?")) {
      select.setLong(1, first);
      select.setLong(2, last);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          leaves.set((int) (found.getLong(1) - first), hash(found.getBytes(2)));
        }
      }
    }
    return leaves;
  }

  private static @Nullable Hash hash(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != Hash.LENGTH ? null : Hash.of(bytes);
  }
}
