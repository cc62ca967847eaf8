package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.retention.Hold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The legal holds that stand; times as RFC 3339. Stateless. */
final class HoldTable {
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS hold (name TEXT PRIMARY KEY, since TEXT NOT NULL,"
          + " until TEXT NOT NULL, reason TEXT NOT NULL)";

  private HoldTable() {}

  /**
   * All that stand.
   *
   * @throws LedgerException when one of them is damaged
   */
  static List<Hold> all(Connection connection) throws SQLException, LedgerException {
    List<Hold> holds = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name, since, until, reason FROM hold ORDER BY name");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        holds.add(hold(rows));
      }
    }
    return holds;
  }

  private static Hold hold(ResultSet row) throws SQLException, LedgerException {
    String name = String.valueOf(row.getString(1));
    try {
      return new Hold(
          name,
          Instant.parse(String.valueOf(row.getString(2))),
          Instant.parse(String.valueOf(row.getString(3))),
          String.valueOf(row.getString(4)));
    } catch (DateTimeException damaged) {
      throw new LedgerException(
          "the times of the hold `%s` are damaged; `kt events trail --action hold` has them: place it again with `kt ledger hold`"
              .formatted(PrintableText.beginning(name)),
          damaged);
    }
  }

  static void put(Connection connection, Hold hold) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO hold VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                + " since = excluded.since, until = excluded.until, reason = excluded.reason")) {
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
