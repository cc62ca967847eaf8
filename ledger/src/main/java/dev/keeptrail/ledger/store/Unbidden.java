package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What no build puts into a database file and what acts by itself there: a trigger changes or drops
 * what is written from then on, a view shows something else under the name of a table. Stateless.
 */
final class Unbidden {
  private Unbidden() {}

  /** What is there, in words. */
  static List<String> in(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
                    + " ORDER BY type, name");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            "there is a %s `%s`, and no build makes any"
                .formatted(rows.getString(1), rows.getString(2)));
      }
    }
    return found;
  }
}
