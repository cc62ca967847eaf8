package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into the ledger's tables. Owns the one writing connection, with automatic commits
 * off; used by one thread. After a failed transaction it is of no more use.
 */
final class EventInserter implements CommitTarget {
  private static final Logger LOG = LoggerFactory.getLogger(EventInserter.class);

  /** Asked before a batch is written. */
  @FunctionalInterface
  interface Admission {
    /** Ids that are in the ledger already, where constraints do not say so. */
    Set<String> known(long nextSequence, List<PendingEvent> batch) throws SQLException;
  }

  private final Database database;
  private final Connection connection;
  private final Admission admission;
  private final Insertion events;
  private final Insertion administration;
  private final Insertion captures;
  private final TreeWriter tree;
  private final FilingWriter filings;
  private final LogCare log;
  private long lastSequence;
  private boolean usable = true;

  /** The connection must have automatic commits off. */
  EventInserter(
      Database database, Connection connection, TreeWriter tree, Admission admission, LogCare log)
      throws SQLException {
    Dialect dialect = database.dialect();
    this.tree = tree;
    this.filings = new FilingWriter(dialect, connection);
    this.database = database;
    this.connection = connection;
    this.admission = admission;
    this.log = log;
    events =
        new Insertion(
            dialect,
            connection,
            "INSERT INTO event VALUES (?, ?, ?, ?, " + dialect.textOfBytes() + ", ?)");
    administration =
        new Insertion(
            dialect,
            connection,
            "INSERT INTO administration VALUES (?, ?, ?, ?, ?, " + dialect.textOfBytes() + ", ?)");
    captures = new Insertion(dialect, connection, "INSERT INTO capture VALUES (?, ?, ?, ?, ?)");
    lastSequence = LedgerSchema.number(connection, "SELECT max(sequence) FROM leaf");
    connection.commit();
  }

  @Override
  public List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException {
    boolean committed = false;
    try {
      long sequence = lastSequence;
      List<PendingEvent> written = new ArrayList<>(batch.size());
      Set<String> known = admission.known(sequence + 1, batch);
      for (PendingEvent event : batch) {
        if (insert(event, sequence + 1, known)) {
          sequence++;
          written.add(event);
        }
      }
      // What is signed is filed, so that nothing waits for much longer than a second.
      boolean due = tree.isCheckpointDue();
      flush(due);
      if (due) {
        tree.checkpoint();
      }
      connection.commit();
      committed = true;
      tree.committed();
      lastSequence = sequence;
      log.committed();
      return written;
    } catch (SQLException exception) {
      throw database.problem(exception);
    } finally {
      usable &= committed;
    }
  }

  private void flush(boolean due) throws SQLException {
    events.flush();
    administration.flush();
    captures.flush();
    tree.flush();
    filings.flush(due);
  }

  private boolean insert(PendingEvent event, long sequence, Set<String> known) throws SQLException {
    if (known.contains(event.id())) {
      return refuse(event);
    }
    try {
      insertRow(event, sequence);
    } catch (SQLException exception) {
      if (database.isConstraint(exception)) {
        return refuse(event);
      }
      throw exception;
    }
    event.number(sequence);
    tree.add(event.leaf().hash());
    Filing filing = event.filing();
    if (filing != null) {
      filings.add(
          new FilingWriter.Entry(sequence, event.at(), event.verdict(), filing, event.policies()));
    }
    StoredCapture capture = event.capture();
    if (capture != null) {
      CaptureTable.insert(captures, sequence, capture);
    }
    return true;
  }

  private static boolean refuse(PendingEvent event) {
    event.fail(new LedgerException("an event with this id is in the ledger already"));
    return false;
  }

  private void insertRow(PendingEvent event, long sequence) throws SQLException {
    String actor = event.actor();
    Insertion table = actor == null ? events : administration;
    PreparedStatement insert = table.row();
    insert.setLong(1, sequence);
    insert.setString(2, event.id());
    insert.setLong(3, event.at());
    insert.setString(4, event.verdict());
    int last = 5;
    if (actor != null) {
      insert.setString(last++, Parameters.text(actor));
    }
    insert.setBytes(last++, event.json());
    insert.setBytes(last, event.leaf().salt().toBytes());
    table.add();
  }

  /** False once a transaction has failed; nothing but {@link #close} is to be called then. */
  boolean isUsable() {
    return usable;
  }

  @Override
  public void settle() {
    boolean settled = false;
    try {
      log.settle(connection);
      settled = true;
    } catch (SQLException exception) {
      // The events are recorded; another connection tries again.
      LOG.warn("the ledger's log could not be looked after: {}", said(exception));
    } finally {
      usable &= settled;
    }
  }

  @Override
  public Condition idle() {
    if (!tree.isBehind()) {
      return Condition.UNKNOWN;
    }
    boolean committed = false;
    try {
      filings.flush(true);
      tree.checkpoint();
      connection.commit();
      committed = true;
      tree.committed();
      log.committed();
    } catch (SQLException exception) {
      // The events are recorded; the next commit or quiet moment tries again.
      LOG.warn("no checkpoint was written: {}", said(exception));
    } finally {
      usable &= committed;
    }
    return committed ? Condition.WRITABLE : Condition.UNKNOWN;
  }

  /** The same, for a connection that can be lost: whether it is, the server is asked. */
  Condition check() {
    if (tree.isBehind()) {
      return idle();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      connection.commit();
      return Condition.WRITABLE;
    } catch (SQLException exception) {
      LOG.debug("{} does not answer", database.place(), exception);
      usable = false;
      return Condition.LOST;
    }
  }

  @Override
  public void close() {
    if (usable) {
      Condition ignored = idle();
    }
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.warn("closing the ledger failed: {}", said(exception));
    }
  }

  /** What an operator can do something about; the trace is for us. */
  private String said(SQLException exception) {
    LOG.debug("because of", exception);
    return String.valueOf(database.problem(exception).getMessage());
  }
}
