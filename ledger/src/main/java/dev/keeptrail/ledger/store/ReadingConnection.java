package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
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
import java.util.Objects;
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
            read.add(new Row(rows.getLong(1), rows.getBytes(2), 0));
          }
          List<@Nullable DecisionEvent> made = made(read);
          List<StoredEvent> events = new ArrayList<>(read.size());
          for (Row row : read) {
            DecisionEvent event = made.get(events.size());
            events.add(
                event == null
                    ? event(row.json, row.sequence)
                    : new StoredEvent(row.sequence, event));
          }
          return events;
        });
  }

  /** The same without those that cannot be read, from rows that have their time as well. */
  EventRows rows(String sql, List<?> parameters, LeftOut leftOut) throws LedgerException {
    List<Row> read =
        read(
            sql,
            parameters,
            rows -> {
              List<Row> found = new ArrayList<>();
              while (rows.next()) {
                found.add(new Row(rows.getLong(1), rows.getBytes(2), rows.getLong(3)));
              }
              return found;
            });
    List<@Nullable DecisionEvent> made = made(read);
    List<StoredEvent> events = new ArrayList<>(read.size());
    for (int at = 0; at < read.size(); at++) {
      DecisionEvent event = made.get(at);
      long sequence = read.get(at).sequence;
      if (event == null) {
        leftOut.add(sequence, id(sequence));
      } else {
        events.add(new StoredEvent(sequence, event));
      }
    }
    return new EventRows(events, read.size(), read.isEmpty() ? null : read.getLast().position());
  }

  private String id(long sequence) throws LedgerException {
    return read(
        "SELECT id FROM event WHERE sequence = ?",
        List.of(sequence),
        rows -> rows.next() ? Objects.requireNonNullElse(TextColumn.read(rows, 1), "") : "");
  }

  /** An event as it is kept. */
  private static final class Row {
    private final long sequence;
    private final byte @Nullable [] json;
    private final long at;

    Row(long sequence, byte @Nullable [] json, long at) {
      this.sequence = sequence;
      this.json = json;
      this.at = at;
    }

    EventPosition position() {
      return new EventPosition(at, sequence);
    }

    /** Null where it cannot be read. */
    @Nullable DecisionEvent event() {
      try {
        return json == null ? null : EventJson.read(json);
      } catch (EventFormatException _) {
        return null;
      }
    }
  }

  /** In the order of the rows; null where one cannot be read. */
  private static List<@Nullable DecisionEvent> made(List<Row> read) {
    if (read.size() >= MANY) {
      // WHY: making events of what was read takes longer than reading it.
      return read.stream().parallel().<@Nullable DecisionEvent>map(Row::event).toList();
    }
    List<@Nullable DecisionEvent> made = new ArrayList<>(read.size());
    read.forEach(row -> made.add(row.event()));
    return made;
  }

  /** One event, from its JSON. */
  StoredEvent event(byte @Nullable [] json, long sequence) throws LedgerException {
    try {
      // What SQLite has no bytes of is a text without characters.
      return new StoredEvent(sequence, EventJson.read(json == null ? new byte[0] : json));
    } catch (EventFormatException exception) {
      throw new LedgerException(
          "event number "
              + sequence
              + " of the ledger `"
              + database.place()
              + "` cannot be read: "
              + exception.getMessage(),
          AdministrativeRow.UNREADABLE,
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
