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

  /** The rows that fit, the newest first. */
  static List<AdministrativeRow> read(Connection connection, AdministrationQuery query)
      throws SQLException {
    var sql = new StringBuilder("SELECT sequence, json, at, id FROM administration");
    sql.append(" WHERE sequence > ?");
    List<Object> parameters = new ArrayList<>(List.of(query.afterSequence()));
    condition(sql, parameters, " AND id = ?", query.id());
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
    condition(sql, parameters, " AND (action = ?", query.action());
    if (query.action() != null) {
      sql.append(" OR action LIKE ? ESCAPE '!')");
      parameters.add(prefix(query.action()));
    }
    condition(sql, parameters, " AND actor = ?", query.actor());
    EventPosition before = query.before();
    if (before != null) {
      condition(sql, parameters, " AND at <= ?", before.at());
      condition(sql, parameters, " AND (at < ?", before.at());
      condition(sql, parameters, " OR sequence < ?)", before.sequence());
    }
    sql.append(" ORDER BY at DESC, sequence DESC LIMIT ?");
    parameters.add((long) query.limit());
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      Parameters.bind(select, parameters);
      return rows(select);
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
