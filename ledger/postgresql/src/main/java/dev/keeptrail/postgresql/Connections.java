package dev.keeptrail.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections. There is no pool: each user of a ledger has one connection and serves one call
 * at a time, so there are as many as there are users. Thread-safe.
 */
final class Connections {
  private static final String CONNECT_SECONDS = "5";

  /** A server that says nothing for so long has gone, whatever the network thinks. */
  private static final String SILENT_SECONDS = "60";

  /** Rows that are held at a time while many are read. */
  private static final String FETCHED_ROWS = "200";

  private final PostgresAddress address;
  private final UnaryOperator<@Nullable String> environment;

  Connections(PostgresAddress address, UnaryOperator<@Nullable String> environment) {
    this.address = address;
    this.environment = environment;
  }

  /** Rows can be sent together, and statements that come again are prepared. */
  Connection writing() throws SQLException {
    return open(Map.of("reWriteBatchedInserts", "true"));
  }

  /**
   * WHY never prepared: what a query asks for decides which index is best, and a plan that was kept
   * is one for any question.
   */
  Connection reading() throws SQLException {
    return open(Map.of("prepareThreshold", "0"));
  }

  /**
   * WHY the schema is set afterwards: proxies such as PgBouncer refuse clients that name one while
   * they connect.
   */
  private Connection open(Map<String, String> more) throws SQLException {
    Connection connection = source(more).getConnection();
    boolean ready = false;
    try {
      connection.setSchema(address.schema());
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** Connections from it have no schema yet. */
  PGSimpleDataSource source(Map<String, String> more) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(address.jdbc());
    source.setUser(address.role());
    String password = environment.apply("PGPASSWORD");
    if (password != null && !password.isEmpty()) {
      source.setPassword(password);
    }
    source.setProperty("ApplicationName", "keeptrail");
    source.setProperty(
        "connectTimeout",
        address.options().getOrDefault(PostgresAddress.CONNECT_TIMEOUT, CONNECT_SECONDS));
    source.setProperty("socketTimeout", SILENT_SECONDS);
    source.setProperty("tcpKeepAlive", "true");
    source.setProperty("defaultRowFetchSize", FETCHED_ROWS);
    // What a statement was about must not get into messages.
    source.setProperty("logServerErrorDetail", "false");
    for (var option : address.options().entrySet()) {
      if (PostgresAddress.TLS.contains(option.getKey())) {
        source.setProperty(option.getKey(), option.getValue());
      }
    }
    for (var one : more.entrySet()) {
      source.setProperty(one.getKey(), one.getValue());
    }
    return source;
  }
}
