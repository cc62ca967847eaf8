package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Salt;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The salts, beside the events they belong to, so that they go with them. An event of an earlier
 * build has none, and a ledger that nobody has written to since has no place for one.
 */
final class SaltColumn {
  static final String NAME = "salt";

  private SaltColumn() {}

  /** What to ask a table for: its column, or nothing where it has none. */
  static String of(Dialect dialect, Connection connection, String table) throws SQLException {
    return switch (dialect) {
      case SQLITE -> isIn(connection, table) ? NAME : "NULL";
      case POSTGRESQL -> NAME;
    };
  }

  private static boolean isIn(Connection connection, String table) throws SQLException {
    return LedgerSchema.number(
            connection,
            "SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = '" + NAME + "'")
        > 0;
  }

  /** What stood there; one that is damaged is none, and the leaf then is another. */
  static @Nullable Salt read(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != Salt.LENGTH ? null : Salt.of(bytes);
  }
}
