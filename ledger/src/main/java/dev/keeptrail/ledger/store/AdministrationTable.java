package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of administrative events. They share numbers and tree with decisions, and stand apart
 * from them, so that what reads decisions sees decisions only.
 */
final class AdministrationTable {
  static final String NAME = "administration";
  static final String TABLE =
      "CREATE TABLE administration (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL,"
          + " at INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL, json TEXT NOT NULL,"
          + " salt BLOB)";
  static final String ID_INDEX = "CREATE UNIQUE INDEX administration_by_id ON administration (id)";
  static final String TIME_INDEX = "CREATE INDEX administration_by_time ON administration (at)";

  private AdministrationTable() {}

  /** The rows that fit, the newest first, whatever they are about: no column says it. */
  static List<AdministrativeRow> read(Connection connection, AdministrationQuery query)
      throws SQLException {
    return read(connection, query, null);
  }

  /**
   * The same down to a position.
   *
   * @param last of the last row to look at; null for no bound
   */
  static List<AdministrativeRow> read(
      Connection connection, AdministrationQuery query, @Nullable EventPosition last)
      throws SQLException {
    var sql = new StringBuilder("SELECT sequence, json, at, id FROM administration");
    List<Object> parameters = new ArrayList<>();
    bounds(sql, parameters, query);
    condition(sql, parameters, " AND id = ?", query.id());
    condition(sql, parameters, " AND (action = ?", query.action());
    if (query.action() != null) {
      sql.append(" OR action LIKE ? ESCAPE '!')");
      parameters.add(prefix(query.action()));
    }
    condition(sql, parameters, " AND actor = ?", query.actor());
    if (last != null) {
      condition(sql, parameters, " AND at >= ?", last.at());
      condition(sql, parameters, " AND (at > ?", last.at());
      condition(sql, parameters, " OR sequence >= ?)", last.sequence());
    }
    sql.append(" ORDER BY at DESC, sequence DESC LIMIT ?");
    parameters.add((long) query.limit());
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      Parameters.bind(select, parameters);
      return rows(select);
    }
  }

  /**
   * Where so many rows end, whatever they say, within the bounds of a query; null where there are
   * not so many.
   */
  static @Nullable EventPosition end(Connection connection, AdministrationQuery query, long count)
      throws SQLException {
    var sql = new StringBuilder("SELECT at, sequence FROM administration");
    List<Object> parameters = new ArrayList<>();
    bounds(sql, parameters, query);
    sql.append(" ORDER BY at DESC, sequence DESC LIMIT 1 OFFSET ?");
    parameters.add(count - 1);
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      Parameters.bind(select, parameters);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new EventPosition(row.getLong(1), row.getLong(2)) : null;
      }
    }
  }

  /** What an index answers: times and positions. */
  private static void bounds(
      StringBuilder sql, List<Object> parameters, AdministrationQuery query) {
    sql.append(" WHERE sequence > ?");
    parameters.add(query.afterSequence());
    condition(
        sql,
        parameters,
        " AND at >= ?",
        query.since() == null ? null : EventTimestamp.toMicrosOfBound(query.since()));
    condition(
        sql,
        parameters,
        " AND at < ?",
        query.until() == null ? null : EventTimestamp.toMicrosOfBound(query.until()));
    EventPosition before = query.before();
    if (before != null) {
      condition(sql, parameters, " AND at <= ?", before.at());
      condition(sql, parameters, " AND (at < ?", before.at());
      condition(sql, parameters, " OR sequence < ?)", before.sequence());
    }
  }

  private static String prefix(String action) {
    return action.replace("!", "!!").replace("%", "!%").replace("_", "!_") + ".%";
  }

  private static void condition(
      StringBuilder sql, List<Object> parameters, String text, @Nullable Object parameter) {
    if (parameter != null) {
      sql.append(text);
      parameters.add(parameter);
    }
  }

  private static List<AdministrativeRow> rows(PreparedStatement select) throws SQLException {
    List<AdministrativeRow> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new AdministrativeRow(
                rows.getLong(1), rows.getBytes(2), rows.getLong(3), TextColumn.read(rows, 4)));
      }
    }
    return found;
  }
}
