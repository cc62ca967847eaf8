package dev.keeptrail.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts that the tables of events are cut into, by number. A part of one table has its like in
 * each of the others, and is called after its first number.
 */
final class Partitions {
  /** The tables that are cut. */
  static final List<String> TABLES = List.of("event", "deciding_policy", "filed", "capture");

  private final Connection connection;

  Partitions(Connection connection) {
    this.connection = connection;
  }

  /**
   * Numbers that one part holds.
   *
   * @param end exclusive
   */
  record Part(long first, long end) {
    String of(String table) {
      return table + "_" + first;
    }
  }

  /** The parts there are, ascending. */
  List<Part> all() throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT bound[1]::bigint AS first, bound[2]::bigint FROM (SELECT regexp_match("
                    + "pg_get_expr(part.relpartbound, part.oid),"
                    + " 'FROM \\(''([0-9]+)''\\) TO \\(''([0-9]+)''\\)') AS bound"
                    + " FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid"
                    + " WHERE inhparent = 'event'::regclass) AS bounds ORDER BY first")) {
      while (rows.next()) {
        parts.add(new Part(rows.getLong(1), rows.getLong(2)));
      }
    }
    return parts;
  }

  /** How many numbers a new part gets. */
  long size() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT value::bigint FROM property WHERE name = 'partition_events'")) {
      if (!rows.next()) {
        throw new SQLException("the size of partitions is not there");
      }
      return rows.getLong(1);
    }
  }

  /**
   * Makes a part. It is made apart and then attached, because that asks for a lock that nobody who
   * reads or writes has to wait for.
   */
  void make(Part part) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(part.of(table), table));
        statement.execute(
            "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%d) TO (%d)"
                .formatted(table, part.of(table), part.first(), part.end()));
      }
    }
  }

  /** Whether an event is left in a part when all with these numbers are gone. */
  boolean hasEvent(long first, long last) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT 1 FROM event WHERE sequence BETWEEN ? AND ?)")) {
      select.setLong(1, first);
      select.setLong(2, last);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
