package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is counted, as it stands in the table. Stateless. */
final class TallyTable {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final String COLUMNS =
      "SELECT hour, kind, name, verdict, events, tokens, micro_usd, unpriced FROM tally";

  private TallyTable() {}

  /** By the hour since 1970. */
  static Map<Long, HourCounts> all(Connection connection) throws SQLException {
    Map<Long, Map<TallyRow, TallySums>> hours = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
      select.setFetchSize(ROWS_AT_ONCE);
      read(select, hours);
    }
    Map<Long, HourCounts> counts = new HashMap<>();
    hours.forEach((hour, rows) -> counts.put(hour, HourCounts.of(rows)));
    return counts;
  }

  /** The models that have rows, by the hour since 1970. */
  static Map<Long, Set<String>> models(Connection connection) throws SQLException {
    Map<Long, Set<String>> models = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT DISTINCT hour, name FROM tally WHERE kind = ?")) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setString(1, TallyKind.MODEL.word());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          models
              .computeIfAbsent(rows.getLong(1), _ -> new HashSet<>())
              .add(String.valueOf(rows.getString(2)));
        }
      }
    }
    return models;
  }

  static HourCounts of(Connection connection, long hour) throws SQLException {
    Map<Long, Map<TallyRow, TallySums>> hours = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(COLUMNS + " WHERE hour = ?")) {
      select.setLong(1, hour);
      read(select, hours);
    }
    return HourCounts.of(hours.getOrDefault(hour, Map.of()));
  }

  private static void read(PreparedStatement select, Map<Long, Map<TallyRow, TallySums>> hours)
      throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        var row =
            new TallyRow(
                String.valueOf(rows.getString(2)),
                String.valueOf(rows.getString(3)),
                String.valueOf(rows.getString(4)));
        var sums =
            new TallySums(rows.getLong(5), rows.getLong(6), rows.getLong(7), rows.getLong(8));
        hours.computeIfAbsent(rows.getLong(1), _ -> new HashMap<>()).put(row, sums);
      }
    }
  }
}
