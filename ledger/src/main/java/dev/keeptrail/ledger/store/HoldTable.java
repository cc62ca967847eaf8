package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.retention.Hold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The legal holds that stand; times as RFC 3339. Stateless. */
final class HoldTable {
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS hold (name TEXT PRIMARY KEY, since TEXT NOT NULL,"
          + " until TEXT NOT NULL, reason TEXT NOT NULL)";

  private HoldTable() {}

  static List<Hold> all(Connection connection) throws SQLException {
    List<Hold> holds = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name, since, until, reason FROM hold ORDER BY name");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        holds.add(
            new Hold(
                rows.getString(1),
                Instant.parse(rows.getString(2)),
                Instant.parse(rows.getString(3)),
                rows.getString(4)));
      }
    }
    return holds;
  }

  static void put(Connection connection, Hold hold) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR REPLACE INTO hold VALUES (?, ?, ?, ?)")) {
      insert.setString(1, hold.name());
      insert.setString(2, hold.since().toString());
      insert.setString(3, hold.until().toString());
      insert.setString(4, hold.reason());
      int ignored = insert.executeUpdate();
    }
  }

  static boolean remove(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM hold WHERE name = ?")) {
      delete.setString(1, name);
      return delete.executeUpdate() > 0;
    }
  }
}
