package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the tables of this build, and says what is there instead. */
final class Migrations {
  /** The last migration that this build has. */
  static final int VERSION = 1;

  private static final int OLDEST_SERVER = 16;
  private static final int SERVER_DIVISOR = 10_000;
  private static final String SCRIPTS = "classpath:dev/keeptrail/postgresql/migrations";

  private final PostgresAddress address;
  private final Connections connections;

  Migrations(PostgresAddress address, Connections connections) {
    this.address = address;
    this.connections = connections;
  }

  /** Flyway starts only where there is something to do, so that others do not wait for it. */
  void migrateWhereNeeded() throws SQLException, LedgerException {
    int found = found();
    if (found < VERSION) {
      migrate();
    } else {
      requireKnown(found);
    }
  }

  /** Which migration was the last; 0 for none. */
  int found() throws SQLException, LedgerException {
    try (Connection connection = connections.reading()) {
      return version(connection);
    }
  }

  private void migrate() throws SQLException, LedgerException {
    try {
      var ignored =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(connections.source(Map.of()))
              .schemas(address.schema())
              .locations(SCRIPTS)
              .loggers("slf4j")
              .load()
              .migrate();
    } catch (FlywayException exception) {
      throw failed(exception);
    }
  }

  private LedgerException failed(FlywayException exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException inside) {
        return PostgresProblem.of(address, inside);
      }
    }
    return new LedgerException(
        "the schema `"
            + address.schema()
            + "` of the ledger `"
            + address
            + "` cannot be brought up to date; it holds something else, or what a migration left",
        exception);
  }

  /** Refuses what this build cannot read. */
  void requireCurrent(Connection connection) throws SQLException, LedgerException {
    int found = version(connection);
    if (found == 0) {
      throw new LedgerException(
          "there is no ledger in `"
              + address
              + "`; start a gateway with this address, and it makes one");
    }
    requireKnown(found);
    if (found < VERSION) {
      throw new LedgerException(
          "the ledger `"
              + address
              + "` was written by an earlier build; start a gateway of this one"
              + " with it, and it is brought up to date");
    }
  }

  private void requireKnown(int found) throws LedgerException {
    if (found > VERSION) {
      throw new LedgerException(
          "the ledger `"
              + address
              + "` has schema version "
              + found
              + ", this build knows versions up to "
              + VERSION
              + "; use the build that wrote it or a newer one");
    }
  }

  private int version(Connection connection) throws SQLException, LedgerException {
    try (Statement statement = connection.createStatement()) {
      requireServer(statement);
      try (ResultSet there =
          statement.executeQuery(
              "SELECT to_regclass('" + address.schema() + ".property') IS NOT NULL")) {
        if (!there.next() || !there.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet version =
          statement.executeQuery("SELECT value FROM property WHERE name = 'schema_version'")) {
        return version.next() ? version.getInt(1) : 0;
      }
    }
  }

  private void requireServer(Statement statement) throws SQLException, LedgerException {
    try (ResultSet server =
        statement.executeQuery(
            "SELECT current_setting('server_version_num')::int,"
                + " current_setting('server_encoding')")) {
      if (!server.next() || server.getInt(1) / SERVER_DIVISOR < OLDEST_SERVER) {
        throw new LedgerException(
            "the ledger `" + address + "` needs PostgreSQL " + OLDEST_SERVER + " or newer");
      }
      if (!server.getString(2).equals("UTF8")) {
        throw new LedgerException(
            "the ledger `" + address + "` needs a database with the encoding UTF8");
      }
    }
  }
}
