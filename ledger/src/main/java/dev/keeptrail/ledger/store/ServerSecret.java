package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that all who administer a ledger on a server do so under one secret. The secret itself
 * never goes there, a fingerprint of it does.
 */
final class ServerSecret {
  private static final String NAME = "administration_key";

  private ServerSecret() {}

  /** The key in the folder; made by the first one who administers the ledger. */
  static AdministrationKey key(LedgerFiles files, ServerDatabase database)
      throws SQLException, LedgerException {
    try (Connection connection = database.changing()) {
      String known = fingerprint(connection);
      if (known != null && !AdministrationKey.isIn(files)) {
        throw other(files);
      }
      var key = new AdministrationKey(files);
      if (known == null) {
        put(connection, key.fingerprint());
        known = fingerprint(connection);
      }
      if (!key.fingerprint().equals(known)) {
        throw other(files);
      }
      return key;
    }
  }

  private static LedgerException other(LedgerFiles files) {
    return new LedgerException(
        "`"
            + files.directory().resolve("administration.key")
            + "` is not the key that this ledger is administered with; copy the one in the folder"
            + " of its gateway");
  }

  private static @Nullable String fingerprint(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM property WHERE name = ?")) {
      select.setString(1, NAME);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** Of two who begin at once, the first one's counts. */
  private static void put(Connection connection, String fingerprint) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO property VALUES (?, ?) ON CONFLICT (name) DO NOTHING")) {
      insert.setString(1, NAME);
      insert.setString(2, fingerprint);
      insert.executeUpdate();
    }
  }
}
