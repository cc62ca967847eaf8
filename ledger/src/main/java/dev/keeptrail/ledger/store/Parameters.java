package dev.keeptrail.ledger.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values on their way into statements. */
final class Parameters {
  /** Stands for the one character that not every database can hold in a text. */
  private static final char REPLACEMENT = '\uFFFD';

  private Parameters() {}

  /** A text as every database can hold it; the JSON of an event escapes what is replaced here. */
  static String text(String given) {
    return given.replace('\0', REPLACEMENT);
  }

  /**
   * Binds them in their order.
   *
   * @param values strings, numbers, bytes and nulls
   */
  static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    int at = 0;
    for (Object value : values) {
      at++;
      switch (value) {
        case byte[] bytes -> statement.setBytes(at, bytes);
        case String text -> statement.setString(at, text(text));
        case null, default -> statement.setObject(at, value);
      }
    }
  }
}
