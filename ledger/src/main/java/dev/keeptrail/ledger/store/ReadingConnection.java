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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that reads a ledger, one call at a time. Each call reads one consistent state and
 * holds no transaction afterwards, so that a reader never keeps the writer's log from being folded
 * in. A connection that was lost is replaced by a new one.
 */
final class ReadingConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingConnection.class);

  /** From so many events on, they are made on all cores. */
  private static final int MANY = 256;

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private Connection connection;
  private boolean closed;

  ReadingConnection(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** What to do with the open connection or a statement of it. */
  interface Work<S, T> {
    T on(S open) throws SQLException, LedgerException;
  }

  <T> T read(Work<Connection, T> work) throws LedgerException {
    lock.lock();
    try {
      if (closed) {
        throw new LedgerException("the ledger `" + database.place() + "` is closed");
      }
      try {
        return work.on(connection);
      } catch (SQLException exception) {
        if (!database.isLost(exception)) {
          throw exception;
        }
        closeQuietly();
        connection = database.reading();
        return work.on(connection);
      }
    } catch (SQLException exception) {
      throw database.problem(exception);
    } finally {
      lock.unlock();
    }
  }

  Dialect dialect() {
    return database.dialect();
  }

  /**
   * Runs one statement.
   *
   * @param parameters strings and longs, in the order of the question marks
   */
  <T> T read(String sql, List<?> parameters, Work<ResultSet, T> work) throws LedgerException {
    return read(open -> {
      try (PreparedStatement statement = open.prepareStatement(sql)) {
        Parameters.bind(statement, parameters);
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
          List<Row> read = new ArrayList<>();
          while (rows.next()) {
            read.add(new Row(rows.getLong(1), rows.getBytes(2)));
          }
          return events(read);
        });
  }

  /** An event as it is kept. */
  private static final class Row {
    private final long sequence;
    private final byte[] json;

    Row(long sequence, byte[] json) {
      this.sequence = sequence;
      this.json = json;
    }

    /** Null where it cannot be read. */
    @Nullable DecisionEvent event() {
      try {
        return EventJson.read(json);
      } catch (EventFormatException _) {
        return null;
      }
    }
  }

  private List<StoredEvent> events(List<Row> read) throws LedgerException {
    List<StoredEvent> events = new ArrayList<>(read.size());
    if (read.size() >= MANY) {
      // WHY: making events of what was read takes longer than reading it.
      List<@Nullable DecisionEvent> made =
          read.stream().parallel().<@Nullable DecisionEvent>map(Row::event).toList();
      for (DecisionEvent event : made) {
        if (event == null) {
          break;
        }
        events.add(new StoredEvent(read.get(events.size()).sequence, event));
      }
    }
    for (Row one : read.subList(events.size(), read.size())) {
      events.add(event(one.json, one.sequence));
    }
    return events;
  }

  /** One event, from its JSON. */
  StoredEvent event(byte[] json, long sequence) throws LedgerException {
    try {
      return new StoredEvent(sequence, EventJson.read(json));
    } catch (EventFormatException exception) {
      throw new LedgerException(
          "event number "
              + sequence
              + " of the ledger `"
              + database.place()
              + "` cannot be read: "
              + exception.getMessage(),
          "`kt ledger verify` says what else is not as it was recorded; --since and --until show what"
              + " was before and after it",
          exception);
    }
  }

  /** Whether events may be there that are not filed yet. */
  boolean filesLater() throws LedgerException {
    return read(open -> UnfiledTable.isUsed(dialect(), open));
  }

  /**
   * Whether events can be found by what they are filed by.
   *
   * @throws LedgerException when a build has written the ledger that filed nothing
   */
  void requireFilings() throws LedgerException {
    if (!read(open -> dialect().has(open, FilingTables.LAST))) {
      throw new LedgerException(
          "the ledger `"
              + database.place()
              + "` was written by a build that did not file events by reason, model and provider;"
              + " start a gateway with it once, and they are filed");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closeQuietly();
    } finally {
      lock.unlock();
    }
  }

  private void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.debug("closing a reader of {} failed", database.place(), exception);
    }
  }
}
