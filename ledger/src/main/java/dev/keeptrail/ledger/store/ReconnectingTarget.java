package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a server that may go away and come back. After each failure it begins afresh over a new
 * connection, with what the database says: whether the last transaction got through, nobody here
 * can know. Used by the writer's thread only.
 */
final class ReconnectingTarget implements CommitTarget {
  private static final Logger LOG = LoggerFactory.getLogger(ReconnectingTarget.class);

  /** Begins afresh. */
  @FunctionalInterface
  interface Opening {
    EventInserter open() throws SQLException, LedgerException;
  }

  private final Database database;
  private final Opening opening;
  private @Nullable EventInserter target;

  private ReconnectingTarget(Database database, Opening opening, EventInserter target) {
    this.database = database;
    this.opening = opening;
    this.target = target;
  }

  static ReconnectingTarget open(Database database, Opening opening) throws LedgerException {
    return new ReconnectingTarget(database, opening, opened(database, opening));
  }

  private static EventInserter opened(Database database, Opening opening) throws LedgerException {
    try {
      return opening.open();
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  private EventInserter target() throws LedgerException {
    EventInserter open = target;
    if (open == null) {
      open = opened(database, opening);
      target = open;
    }
    return open;
  }

  private void letGoOf(EventInserter open) {
    if (!open.isUsable()) {
      target = null;
      open.close();
    }
  }

  @Override
  public List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException {
    EventInserter open = target();
    try {
      return open.commit(batch);
    } finally {
      letGoOf(open);
    }
  }

  @Override
  public Condition idle() {
    boolean anew = target == null;
    try {
      EventInserter open = target();
      Condition condition = anew ? Condition.WRITABLE : open.check();
      letGoOf(open);
      return condition;
    } catch (LedgerException away) {
      LOG.debug("the server is not there yet", away);
      return Condition.LOST;
    }
  }

  @Override
  public void close() {
    EventInserter open = target;
    if (open != null) {
      open.close();
    }
  }
}
