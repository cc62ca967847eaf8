package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Where the SQL of the databases that hold ledgers differs. */
public enum Dialect {
  SQLITE,
  POSTGRESQL;

  /** "KTra"; the first half of a lock's name, the second is the schema. */
  private static final int ADMINISTRATION_LOCK = 0x4B547261;

  /** An expression for text whose UTF-8 bytes are a parameter; nobody decodes them on the way. */
  String textOfBytes() {
    return switch (this) {
      case SQLITE -> "CAST(? AS TEXT)";
      case POSTGRESQL -> "convert_from(?, 'UTF8')";
    };
  }

  /** What is put behind a table that is to be read through this index. */
  String indexedBy(String index) {
    return switch (this) {
      case SQLITE -> " INDEXED BY " + index;
      // It chooses by itself, and by what the tables hold.
      case POSTGRESQL -> "";
    };
  }

  /** Whether events are found by time in the index by verdict and time, and in no other. */
  boolean findsTimesByVerdict() {
    return switch (this) {
      case SQLITE -> true;
      case POSTGRESQL -> false;
    };
  }

  /** A condition that is true of every event, so that times are found by their index. */
  String ofAnyVerdict() {
    return findsTimesByVerdict()
        ? EventSql.VERDICTS.stream().collect(Collectors.joining("', '", "verdict IN ('", "')"))
        : "true";
  }

  /** A column that is to be compared without going through its index. */
  String unindexed(String column) {
    return switch (this) {
      case SQLITE -> "+" + column;
      case POSTGRESQL -> column;
    };
  }

  /**
   * A column with text, null where something else stands in it. SQLite keeps what it is given:
   * bytes that spell a text are read as that text, and no query that compares with it finds them.
   */
  String onlyText(String column) {
    return only("text", column, "NULL");
  }

  /** A column with a whole number, {@link Long#MIN_VALUE} where something else stands in it. */
  String onlyNumber(String column) {
    return only("integer", column, Long.toString(Long.MIN_VALUE));
  }

  private String only(String type, String column, String otherwise) {
    return switch (this) {
      case SQLITE ->
          "CASE typeof(%1$s) WHEN '%2$s' THEN %1$s ELSE %3$s END"
              .formatted(column, type, otherwise);
      case POSTGRESQL -> column;
    };
  }

  /** Joins in the order in which it is written, where that can be said. */
  String joinInOrder() {
    return switch (this) {
      case SQLITE -> " CROSS JOIN ";
      case POSTGRESQL -> " JOIN ";
    };
  }

  /** That one text, a parameter, stands in another; ASCII letters match without regard to case. */
  String contains(String text) {
    return switch (this) {
      case SQLITE -> "instr(lower(" + text + "), lower(?)) > 0";
      case POSTGRESQL -> "strpos(lower(" + text + " COLLATE \"C\"), lower(? COLLATE \"C\")) > 0";
    };
  }

  /** Begins a transaction that no other one of its kind runs beside. */
  String beginAlone() {
    return switch (this) {
      case SQLITE -> "BEGIN IMMEDIATE";
      case POSTGRESQL ->
          "BEGIN; SELECT pg_advisory_xact_lock("
              + ADMINISTRATION_LOCK
              + ", current_schema()::regnamespace::oid::int)";
    };
  }

  /** Whether rows are sent together, because each trip to the database costs. */
  boolean sendsTogether() {
    return switch (this) {
      case SQLITE -> false;
      case POSTGRESQL -> true;
    };
  }

  /** Whether events are filed some time after they were recorded, many of them together. */
  boolean filesLater() {
    return switch (this) {
      case SQLITE -> true;
      // A page of its log is not written again for each row.
      case POSTGRESQL -> false;
    };
  }

  /**
   * Whether a table is there. Files of earlier builds that nobody has written to since lack some;
   * elsewhere migrations have made all of them.
   */
  boolean has(Connection connection, String table) throws SQLException {
    return switch (this) {
      case SQLITE -> hasTable(connection, table);
      case POSTGRESQL -> true;
    };
  }

  private static boolean hasTable(Connection connection, String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }
}
