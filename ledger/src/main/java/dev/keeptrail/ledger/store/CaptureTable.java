package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.capture.StoredCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The table of captures. It stands beside the events and is not part of their schema: builds that
 * do not know it read and write the ledger as before.
 */
final class CaptureTable {
  static final String NAME = "capture";

  private CaptureTable() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS capture (sequence INTEGER PRIMARY KEY, mode TEXT NOT NULL,"
              + " key TEXT, omitted TEXT, body BLOB NOT NULL)");
    }
  }

  static void insert(Insertion captures, long sequence, StoredCapture capture) throws SQLException {
    PreparedStatement insert = captures.row();
    insert.setLong(1, sequence);
    insert.setString(2, capture.mode());
    insert.setString(3, capture.keyId().orElse(null));
    insert.setString(4, capture.omitted().orElse(null));
    insert.setBytes(5, capture.body());
    captures.add();
  }

  static Map<Long, StoredCapture> read(Connection connection, long first, long last)
      throws SQLException {
    Map<Long, StoredCapture> captures = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, mode, key, omitted, body FROM capture WHERE sequence BETWEEN ? AND"
                + " ?")) {
      select.setLong(1, first);
      select.setLong(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          captures.put(
              rows.getLong(1),
              StoredCapture.read(
                  rows.getString(2), rows.getString(3), rows.getString(4), rows.getBytes(5)));
        }
      }
    }
    return captures;
  }
}
