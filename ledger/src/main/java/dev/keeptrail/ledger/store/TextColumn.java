package dev.keeptrail.ledger.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are as many as events. SQLite's driver makes an object in foreign code for
 * each text that it is asked for, and another one of that; bytes cost it a third. Databases of
 * ledgers have texts in UTF-8.
 */
final class TextColumn {
  private TextColumn() {}

  /** What stands there; half of a character is U+FFFD. */
  static @Nullable String read(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : text(bytes);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
