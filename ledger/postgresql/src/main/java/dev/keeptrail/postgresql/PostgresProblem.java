package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerAwayException;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.store.DamagedTreeException;
import java.sql.SQLException;
import org.postgresql.util.PSQLState;

/** Says in the reader's words what the server reports, by the codes of its documentation. */
final class PostgresProblem {
  private static final String CONNECTION = "08";
  private static final String CONSTRAINT = "23";
  private static final String LOGIN = "28";
  private static final String SHUT_DOWN = "57P";
  private static final String NO_CONNECTION_FREE = "53300";

  private PostgresProblem() {}

  static LedgerException of(PostgresAddress address, SQLException exception) {
    String message = "the ledger `" + address + "` " + words(exception);
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

  private static String words(SQLException exception) {
    if (exception instanceof DamagedTreeException tree) {
      return tree.description();
    }
    if (exception instanceof LentSessionException) {
      return LentSessionException.WORDS;
    }
    String state = state(exception);
    if (state.startsWith(CONNECTION)) {
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
