package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAwayException;
import dev.keeptrail.ledger.LedgerException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes through a connection that is given up when a transaction failed. The next batch begins
 * afresh with what the database says: whether the last transaction got through to a server that
 * went away, nobody here can know; and after a full disk SQLite has ended the transaction by
 * itself, and statements of its driver are dead for good. Used by the writer's thread only.
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

  /** What went wrong last; what goes wrong again is not told again. */
  private @Nullable String told;

  /** Something else failed than the way to it, which only what is written shows to be over. */
  private boolean unwritable;

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
    try {
      EventInserter open = target();
      try {
        List<PendingEvent> durable = open.commit(batch);
        unwritable = false;
        return durable;
      } catch (LedgerException failed) {
        unwritable = !(failed instanceof LedgerAwayException);
        throw failed;
      } finally {
        letGoOf(open);
      }
    } catch (LedgerException failed) {
      told = failed.getMessage();
      throw failed;
    }
  }

  @Override
  public void settle() {
    EventInserter open = target;
    if (open != null) {
      open.settle();
      letGoOf(open);
    }
  }

  @Override
  public Condition idle() {
    boolean anew = target == null;
    if (anew && database.dialect() == Dialect.SQLITE) {
      // That a file can be opened does not say that there is room.
      return Condition.UNKNOWN;
    }
    try {
      EventInserter open = target();
      Condition condition =
          switch (database.dialect()) {
            case SQLITE -> open.idle();
            case POSTGRESQL -> anew ? Condition.WRITABLE : open.check();
          };
      letGoOf(open);
      if (unwritable && condition == Condition.WRITABLE) {
        return Condition.UNKNOWN;
      }
      told = null;
      return condition;
    } catch (LedgerException away) {
      if (!Objects.equals(told, away.getMessage())) {
        told = away.getMessage();
        LOG.warn("nothing can be recorded: {}", told);
      }
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
