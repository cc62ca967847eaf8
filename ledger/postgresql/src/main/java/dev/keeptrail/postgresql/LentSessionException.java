package dev.keeptrail.postgresql;

import java.sql.SQLException;

/** The session that has the writer's lock is not the one that was about to write. */
final class LentSessionException extends SQLException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and what to do, behind the name of the ledger. */
  static final String WORDS =
      "is reached through a proxy that lends sessions to several clients: connect to the server"
          + " itself, or have the proxy keep a session for each client (PgBouncer:"
          + " `pool_mode = session`)";

  LentSessionException() {
    super(WORDS);
  }
}
