package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerAwayException;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.store.DamagedTreeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLState;

/** Says in the reader's words what the server reports, by the codes of its documentation. */
final class PostgresProblem {
  private static final String CONNECTION = "08";
  private static final Set<String> CANNOT_CONNECT = Set.of("08001", "08004", "08006");

  /** Where the driver looks, as psql does. */
  private static final Path USUAL_ROOT =
      Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");

  private static final String UNTRUSTED =
      "cannot be reached over TLS: the server's certificate is not signed by one in `sslrootcert`,"
          + " has expired or is for another host, or the server takes no such TLS";
  private static final String CONSTRAINT = "23";
  private static final String LOGIN = "28";
  private static final String SHUT_DOWN = "57P";
  private static final String NO_CONNECTION_FREE = "53300";

  private PostgresProblem() {}

  static LedgerException of(PostgresAddress address, SQLException exception) {
    String message = "the ledger `" + address + "` " + words(address, exception);
    return isAway(exception)
        ? new LedgerAwayException(message, exception)
        : new LedgerException(message, exception);
  }

  private static String state(SQLException exception) {
    String state = exception.getSQLState();
    return state == null ? "" : state;
  }

  static boolean isConstraint(SQLException exception) {
    return state(exception).startsWith(CONSTRAINT);
  }

  /** The server, or the way to it, has gone. */
  static boolean isLost(SQLException exception) {
    String state = state(exception);
    return state.startsWith(CONNECTION) || state.startsWith(SHUT_DOWN);
  }

  /** Whether asking again later may do, with nothing else changed. */
  private static boolean isAway(SQLException exception) {
    String state = state(exception);
    return isLost(exception)
        || state.equals(NO_CONNECTION_FREE)
        || PSQLState.isConnectionError(state);
  }

  static boolean isLocked(SQLException exception) {
    return state(exception).equals("55P03");
  }

  /** What is wrong with the files and certificates of TLS; empty where it is something else. */
  private static String tls(PostgresAddress address, SQLException exception) {
    for (String option : List.of("sslrootcert", "sslcert", "sslkey")) {
      String file = address.options().get(option);
      if (file != null && !Files.isReadable(Path.of(file))) {
        return "cannot be reached over TLS: the file that `" + option + "` names cannot be read";
      }
    }
    String mode = address.options().getOrDefault("sslmode", "");
    if (mode.startsWith("verify-")
        && !address.options().containsKey("sslrootcert")
        && !Files.isReadable(USUAL_ROOT)) {
      return "cannot be reached over TLS: `sslmode=%s` needs `sslrootcert`, a file with the"
              .formatted(mode)
          + " certificate that has signed the server's, because there is no `"
          + USUAL_ROOT
          + "`";
    }
    boolean hasCause = false;
    for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
      hasCause = true;
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return UNTRUSTED;
      }
    }
    // The driver's own check of the name has no cause.
    return mode.equals("verify-full") && !hasCause && CANNOT_CONNECT.contains(state(exception))
        ? UNTRUSTED
        : "";
  }

  private static String words(PostgresAddress address, SQLException exception) {
    if (exception instanceof DamagedTreeException tree) {
      return tree.description();
    }
    if (exception instanceof LentSessionException) {
      return LentSessionException.WORDS;
    }
    String state = state(exception);
    if (state.startsWith(CONNECTION)) {
      String tls = tls(address, exception);
      if (!tls.isEmpty()) {
        return tls;
      }
      return "cannot be reached; check that the server runs, its address, its certificate and what"
          + " is in between";
    }
    if (state.startsWith(LOGIN)) {
      return "lets nobody in under this role: check the role, its password in PGPASSWORD or"
          + " PGPASSFILE, and the server's pg_hba.conf";
    }
    if (state.startsWith(SHUT_DOWN)) {
      return "is starting or stopping";
    }
    return switch (state) {
      case "3D000" -> "has no such database; make it with `CREATE DATABASE`";
      case "42501" ->
          "does not let this role do that; docs/reference/postgresql.md lists the grants";
      case "53100" -> "cannot grow: the disk of the server is full";
      case NO_CONNECTION_FREE -> "has no connection free";
      case "55P03" -> "is locked by another program";
      case "57014" -> "took too long";
      // Statements that a session has prepared are the session's.
      case "26000", "42P05" -> LentSessionException.WORDS;
      case "25006" -> "can only be read: the server is a standby, or set so";
      default ->
          PSQLState.isConnectionError(state)
              ? "cannot be reached"
              : "failed with PostgreSQL code " + (state.isEmpty() ? "unknown" : state);
    };
  }
}
