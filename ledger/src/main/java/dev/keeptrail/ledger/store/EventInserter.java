package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into the ledger's tables. Owns the one writing connection, with automatic commits
 * off; used by one thread.
 */
final class EventInserter {
  private static final Logger LOG = LoggerFactory.getLogger(EventInserter.class);

  private final LedgerFiles files;
  private final Connection connection;
  private final PreparedStatement insertEvent;
  private final PreparedStatement insertAdministration;
  private final PreparedStatement insertPolicy;
  private final PreparedStatement insertCapture;
  private final TreeWriter tree;
  private final FilingWriter filings;
  private final Runnable afterCommit;
  private long lastSequence;

  /** The connection must have automatic commits off. */
  EventInserter(LedgerFiles files, Connection connection, TreeWriter tree, Runnable afterCommit)
      throws SQLException {
    this.tree = tree;
    this.filings = new FilingWriter(connection);
    this.files = files;
    this.connection = connection;
    this.afterCommit = afterCommit;
    // The cast takes the UTF-8 bytes as text without decoding them on the way.
    insertEvent =
        connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)");
    insertAdministration = AdministrationTable.insert(connection);
    insertPolicy = connection.prepareStatement("INSERT INTO deciding_policy VALUES (?, ?, ?)");
    insertCapture = CaptureTable.insert(connection);
    lastSequence = LedgerSchema.number(connection, "SELECT max(sequence) FROM leaf");
    connection.commit();
  }

  /**
   * Writes all events in one transaction. After a failure nothing but {@link #close} is to be
   * called.
   *
   * @return the events that are durable now
   */
  List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException {
    try {
      long sequence = lastSequence;
      List<PendingEvent> written = new ArrayList<>(batch.size());
      for (PendingEvent event : batch) {
        if (insert(event, sequence + 1)) {
          sequence++;
          written.add(event);
        }
      }
      filings.flush();
      tree.checkpointWhenDue();
      connection.commit();
      tree.committed();
      lastSequence = sequence;
      afterCommit.run();
      return written;
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  private boolean insert(PendingEvent event, long sequence) throws SQLException {
    try {
      insertRow(event, sequence);
    } catch (SQLException exception) {
      if (SqliteProblem.isConstraint(exception)) {
        event.fail(new LedgerException("an event with this id is in the ledger already"));
        return false;
      }
      throw exception;
    }
    event.number(sequence);
    tree.add(event.leaf().hash());
    Filing filing = event.filing();
    if (filing != null) {
      filings.add(sequence, event.at(), event.verdict(), filing);
    }
    for (String policy : event.policies()) {
      insertPolicy.setString(1, policy);
      insertPolicy.setLong(2, event.at());
      insertPolicy.setLong(3, sequence);
      insertPolicy.executeUpdate();
    }
    StoredCapture capture = event.capture();
    if (capture != null) {
      CaptureTable.insert(insertCapture, sequence, capture);
    }
    return true;
  }

  private void insertRow(PendingEvent event, long sequence) throws SQLException {
    String actor = event.actor();
    PreparedStatement insert = actor == null ? insertEvent : insertAdministration;
    insert.setLong(1, sequence);
    insert.setString(2, event.id());
    insert.setLong(3, event.at());
    insert.setString(4, event.verdict());
    int last = 5;
    if (actor != null) {
      insert.setString(last++, actor);
    }
    insert.setBytes(last++, event.json());
    insert.setBytes(last, event.leaf().salt().toBytes());
    insert.executeUpdate();
  }

  /** Signs what is not signed yet; false when that failed, as a commit fails. */
  boolean checkpoint() {
    if (!tree.isBehind()) {
      return true;
    }
    try {
      tree.checkpoint();
      connection.commit();
      tree.committed();
      afterCommit.run();
      return true;
    } catch (SQLException exception) {
      // The events are recorded; the next commit or quiet moment tries again.
      LOG.warn("no checkpoint was written to {}", files.database(), exception);
      return false;
    }
  }

  /** Lets go of the connection; what is not committed is undone. */
  void close() {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.warn("closing {} failed", files.database(), exception);
    }
  }
}
