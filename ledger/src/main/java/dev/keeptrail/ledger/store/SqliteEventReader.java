package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a ledger over one connection of its own. Each call reads one consistent state and holds no
 * transaction afterwards, so that a reader never keeps the writer's log from being folded in.
 */
final class SqliteEventReader implements EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteEventReader.class);

  private final LedgerFiles files;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  SqliteEventReader(LedgerFiles files, Connection connection) {
    this.files = files;
    this.connection = connection;
  }

  /** What to do with an open statement. */
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException, LedgerException;
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    EventSql sql = EventSql.of(query);
    return with(
        sql.text(),
        statement -> {
          for (int index = 0; index < sql.parameters().size(); index++) {
            statement.setObject(index + 1, sql.parameters().get(index));
          }
          return events(statement);
        });
  }

  private List<StoredEvent> events(PreparedStatement statement)
      throws SQLException, LedgerException {
    List<StoredEvent> events = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long sequence = rows.getLong(1);
        events.add(new StoredEvent(sequence, event(rows.getBytes(2), "number " + sequence)));
      }
    }
    return events;
  }

  @Override
  public Optional<DecisionEvent> find(String id) throws LedgerException {
    return with(
        "SELECT sequence, json FROM event WHERE id = ?",
        statement -> {
          statement.setString(1, id);
          return events(statement).stream().map(StoredEvent::event).findFirst();
        });
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) throws LedgerException {
    lock.lock();
    try {
      Connection open = open();
      return CaptureTable.exists(open) ? CaptureTable.read(open, first, last) : Map.of();
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query)
      throws LedgerException {
    lock.lock();
    try {
      Connection open = open();
      return AdministrationTable.exists(open) ? AdministrationTable.read(open, query) : List.of();
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lastSequence() throws LedgerException {
    return with(
        "SELECT max(sequence) FROM event",
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0L;
          }
        });
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

  private <T> T with(String sql, Work<T> work) throws LedgerException {
    lock.lock();
    try (PreparedStatement statement = open().prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      lock.unlock();
    }
  }

  private Connection open() throws SQLException, LedgerException {
    if (connection.isClosed()) {
      throw new LedgerException("the ledger in `" + files.directory() + "` is closed");
    }
    return connection;
  }

  private DecisionEvent event(byte[] json, String which) throws LedgerException {
    try {
      return EventJson.read(json);
    } catch (EventFormatException exception) {
      throw new LedgerException(
          "event "
              + which
              + " of the ledger `"
              + files.database()
              + "` cannot be read: "
              + exception.getMessage(),
          exception);
    }
  }
}
