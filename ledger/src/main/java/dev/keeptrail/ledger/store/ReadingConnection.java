package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that reads a ledger, one call at a time. Each call reads one consistent state and
 * holds no transaction afterwards, so that a reader never keeps the writer's log from being folded
 * in.
 */
final class ReadingConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingConnection.class);

  private final LedgerFiles files;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  ReadingConnection(LedgerFiles files, Connection connection) {
    this.files = files;
    this.connection = connection;
  }

  /** What to do with the open connection or a statement of it. */
  interface Work<S, T> {
    T on(S open) throws SQLException, LedgerException;
  }

  <T> T read(Work<Connection, T> work) throws LedgerException {
    lock.lock();
    try {
      if (connection.isClosed()) {
        throw new LedgerException("the ledger in `" + files.directory() + "` is closed");
      }
      return work.on(connection);
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs one statement.
   *
   * @param parameters strings and longs, in the order of the question marks
   */
  <T> T read(String sql, List<?> parameters, Work<ResultSet, T> work) throws LedgerException {
    return read(open -> {
      try (PreparedStatement statement = open.prepareStatement(sql)) {
        for (int index = 0; index < parameters.size(); index++) {
          statement.setObject(index + 1, parameters.get(index));
        }
        try (ResultSet rows = statement.executeQuery()) {
          return work.on(rows);
        }
      }
    });
  }

  /** Events, from rows with their number and their JSON. */
  List<StoredEvent> events(String sql, List<?> parameters) throws LedgerException {
    return read(
        sql,
        parameters,
        rows -> {
          List<StoredEvent> events = new ArrayList<>();
          while (rows.next()) {
            long sequence = rows.getLong(1);
            events.add(new StoredEvent(sequence, event(rows.getBytes(2), sequence)));
          }
          return events;
        });
  }

  private DecisionEvent event(byte[] json, long sequence) throws LedgerException {
    try {
      return EventJson.read(json);
    } catch (EventFormatException exception) {
      throw new LedgerException(
          "event number "
              + sequence
              + " of the ledger `"
              + files.database()
              + "` cannot be read: "
              + exception.getMessage(),
          exception);
    }
  }

  /**
   * Whether events can be found by what they are filed by.
   *
   * @throws LedgerException when a build has written the ledger that filed nothing
   */
  void requireFilings() throws LedgerException {
    if (!read(FilingTables::exist)) {
      throw new LedgerException(
          "the ledger in `"
              + files.directory()
              + "` was written by a build that did not file events by reason, model and provider;"
              + " start a gateway with it once, and they are filed");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.warn("closing a reader of {} failed", files.database(), exception);
    } finally {
      lock.unlock();
    }
  }
}
