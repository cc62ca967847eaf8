package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds SQLite's log into the database file beside the writer. Whoever folds reads thousands of
 * pages from the log, writes them into the file and waits for the disk, tens of milliseconds in
 * all; done by the writer, each event that came meanwhile waited for it. A thread with a connection
 * of its own does that while the writer goes on. What the writer committed in the meantime is
 * little, and only the writer can fold it so that nothing is left: then SQLite begins its log anew.
 *
 * <p>It makes no difference to what is durable: an event is in the log before its caller goes on,
 * and SQLite syncs the log before it folds.
 */
final class LogFolding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFolding.class);

  /** A look costs a few microseconds and a commit writes a few pages, so not each commit looks. */
  private static final int COMMITS_BETWEEN_LOOKS = 8;

  /** So little that the writer may do it between two batches. */
  private static final int REST_PAGES = 256;

  private static final int MOST_PASSES = 4;

  /** Opens a connection that may write. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException, LedgerException;
  }

  /** Whose turn it is. */
  private enum Turn {
    /** The writer fills the log. */
    FILL,
    /** The thread folds what is in it. */
    FOLD,
    /** The writer folds the rest. */
    REST
  }

  /**
   * What SQLite says of its log.
   *
   * @param busy whether somebody else folds
   * @param pages in the log
   * @param folded how many of them are in the file
   */
  private record Log(boolean busy, int pages, int folded) {
    int left() {
      return pages - folded;
    }
  }

  private final Opening opening;
  private final int pages;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile Turn turn = Turn.FILL;
  private volatile boolean closing;
  private boolean failed;

  /** Used by the writer only. */
  private int commits;

  /** How many pages in the log are too many; more than usual while a reader needs old ones. */
  private int bound;

  /**
   * @param pages in the log that begin a folding
   */
  LogFolding(Opening opening, int pages) {
    this.opening = opening;
    this.pages = pages;
    this.bound = pages;
    this.thread = Thread.ofPlatform().name("ledger-folding").daemon().unstarted(this::run);
    thread.start();
  }

  /**
   * Told by the writer between two transactions, when nobody waits for it.
   *
   * @param writing the writer's connection, with automatic commits off
   */
  void settle(Connection writing) throws SQLException {
    switch (turn) {
      case FILL -> {
        commits++;
        if (commits >= COMMITS_BETWEEN_LOOKS) {
          commits = 0;
          look(writing);
        }
      }
      case FOLD -> {}
      case REST -> {
        Log log = ask(writing, "PASSIVE");
        writing.commit();
        // Where a reader still looks at what is older, the log goes on growing for a while.
        bound = log.left() > 0 ? log.pages() + pages / 4 : pages;
        turn = Turn.FILL;
      }
    }
  }

  private void look(Connection writing) throws SQLException {
    Log log = ask(writing, "NOOP");
    writing.commit();
    if (log.pages() >= bound && log.left() > 0) {
      turn = Turn.FOLD;
      due.release();
    }
  }

  private void run() {
    Connection connection = null;
    while (true) {
      due.acquireUninterruptibly();
      if (closing) {
        close(connection);
        return;
      }
      connection = fold(connection);
      turn = Turn.REST;
    }
  }

  /** Gives back the connection to be used next time; null for a new one. */
  private @Nullable Connection fold(@Nullable Connection open) {
    Connection connection = open;
    try {
      if (connection == null) {
        connection = opening.open();
      }
      Log log = ask(connection, "PASSIVE");
      for (int pass = 1; pass < MOST_PASSES && log.folded() > 0 && !log.busy(); pass++) {
        if (ask(connection, "NOOP").left() <= REST_PAGES) {
          break;
        }
        log = ask(connection, "PASSIVE");
      }
      failed = false;
      return connection;
    } catch (SQLException | LedgerException | RuntimeException | OutOfMemoryError problem) {
      // Events are safe in the log. It is tried again when the log has grown.
      if (failed) {
        LOG.debug("the ledger's log cannot be folded in", problem);
      } else {
        LOG.warn("the ledger's log cannot be folded in and grows: {}", problem.getMessage());
      }
      failed = true;
      close(connection);
      return null;
    }
  }

  private static Log ask(Connection connection, String how) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + how + ")")) {
      row.next();
      return new Log(row.getInt(1) != 0, row.getInt(2), row.getInt(3));
    }
  }

  private static void close(@Nullable Connection connection) {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.warn("a connection that folds the ledger's log cannot be closed", exception);
    }
  }

  /** Ends after the folding that is under way. */
  @Override
  public void close() {
    closing = true;
    due.release();
    Joining.join(thread);
  }
}
