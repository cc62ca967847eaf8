package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted, as it stands in the table. Stateless. */
final class TallyTable {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final List<String> TEXTS = List.of("kind", "name", "verdict");
  private static final List<String> NUMBERS = List.of("events", "tokens", "micro_usd", "unpriced");

  private TallyTable() {}

  private static String rows(Dialect dialect, Connection connection) throws SQLException {
    return Stream.of(
            Stream.of(dialect.onlyNumber("hour")),
            TEXTS.stream().map(dialect::onlyText),
            NUMBERS.stream().map(dialect::onlyNumber))
        .flatMap(columns -> columns)
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + table(dialect, connection)));
  }

  private static String table(Dialect dialect, Connection connection) throws SQLException {
    return UnfiledTable.tally(UnfiledTable.isUsed(dialect, connection));
  }

  /** By the hour since 1970. */
  static Map<Long, HourCounts> all(Dialect dialect, Connection connection) throws SQLException {
    Map<Long, Map<TallyRow, TallySums>> hours = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(rows(dialect, connection))) {
      select.setFetchSize(ROWS_AT_ONCE);
      read(select, hours);
    }
    Map<Long, HourCounts> counts = new HashMap<>();
    hours.forEach((hour, rows) -> counts.put(hour, HourCounts.of(rows)));
    return counts;
  }

  /** The models that have rows, by the hour since 1970. */
  static Map<Long, Set<String>> models(Dialect dialect, Connection connection) throws SQLException {
    Map<Long, Set<String>> models = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT DISTINCT hour, %s FROM %s WHERE kind = ?"
                .formatted(dialect.onlyText("name"), table(dialect, connection)))) {
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

  static HourCounts of(Dialect dialect, Connection connection, long hour) throws SQLException {
    Map<Long, Map<TallyRow, TallySums>> hours = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(rows(dialect, connection) + " WHERE hour = ?")) {
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
        hours
            .computeIfAbsent(rows.getLong(1), _ -> new HashMap<>())
            .merge(row, sums, TallySums::plus);
      }
    }
  }
}
