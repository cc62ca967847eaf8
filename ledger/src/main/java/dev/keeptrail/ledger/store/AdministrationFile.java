package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.retention.Hold;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administration of a ledger in an SQLite file of its own, so that whoever decides something
 * never holds a lock that the gateway's writer waits for. Every write is one immediate transaction
 * with a full sync.
 */
final class AdministrationFile implements Administration {
  private static final Logger LOG = LoggerFactory.getLogger(AdministrationFile.class);
  private static final int BUSY_MILLIS = 10_000;
  private static final int DRAIN_BATCH = 500;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " json TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS pack (digest TEXT PRIMARY KEY, name TEXT NOT NULL,"
              + " version TEXT NOT NULL, plan TEXT NOT NULL, sources TEXT NOT NULL)",
          HoldTable.TABLE,
          EscalationTable.TABLE,
          EscalationTable.INDEX,
          EscalationTable.BINDING_INDEX);

  private final LedgerFiles files;
  private final Connection connection;
  private final InstantSource clock;
  private final EventIds ids;
  private final SqliteEscalations escalations;
  private final ReentrantLock lock = new ReentrantLock();

  private AdministrationFile(LedgerFiles files, Connection connection, InstantSource clock)
      throws LedgerException {
    this.files = files;
    this.connection = connection;
    this.clock = clock;
    this.ids = EventIds.secure(clock);
    this.escalations = new SqliteEscalations(this, new AdministrationKey(files));
  }

  static AdministrationFile open(LedgerFiles files, InstantSource clock) throws LedgerException {
    files.createDirectory();
    files.createFile(files.administration());
    Connection connection = null;
    boolean opened = false;
    try {
      connection =
          DriverManager.getConnection("jdbc:sqlite:" + files.administration().toUri() + "?mode=rw");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        // What is forgotten is to be gone from the file as well.
        statement.execute("PRAGMA secure_delete = ON");
        for (String table : TABLES) {
          statement.execute(table);
        }
      }
      var administration = new AdministrationFile(files, connection, clock);
      opened = true;
      return administration;
    } catch (SQLException exception) {
      throw SqliteProblem.of(files.administration(), exception);
    } finally {
      if (!opened && connection != null) {
        closeAfterFailure(connection);
      }
    }
  }

  private static void closeAfterFailure(Connection connection) {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.debug("a file that could not be used cannot be closed", exception);
    }
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T run() throws SQLException, X;
  }

  Instant now() {
    return clock.instant();
  }

  Connection connection() {
    return connection;
  }

  /** One transaction that is durable at its end; nothing of it is there when it throws. */
  <T, X extends Exception> T write(Work<T, X> work) throws LedgerException, X {
    lock.lock();
    try {
      execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.run();
        execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          rollback();
        }
      }
    } catch (SQLException exception) {
      throw SqliteProblem.of(files.administration(), exception);
    } finally {
      lock.unlock();
    }
  }

  /** What failed is on its way to the caller; a full disk has ended the transaction already. */
  private void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException ended) {
      LOG.debug("nothing to roll back in {}", files.administration(), ended);
    }
  }

  <T, X extends Exception> T read(Work<T, X> work) throws LedgerException, X {
    lock.lock();
    try {
      return work.run();
    } catch (SQLException exception) {
      throw SqliteProblem.of(files.administration(), exception);
    } finally {
      lock.unlock();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Part of the transaction that it is called in. */
  void insertNote(String action, Actor actor, String subject, Map<String, String> details)
      throws SQLException {
    var event =
        new AdministrativeEvent(
            ids.nextAdministrative(), clock.instant(), action, actor, subject, details);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO outbox (json) VALUES (?)")) {
      insert.setString(1, AdministrativeJson.write(event));
      insert.executeUpdate();
    }
  }

  @Override
  public EscalationQueue escalations() {
    return escalations;
  }

  @Override
  public void note(String action, Actor actor, String subject, Map<String, String> details)
      throws LedgerException {
    write(() -> {
      insertNote(action, actor, subject, details);
      return true;
    });
  }

  @Override
  public void keep(StoredPack pack) throws LedgerException {
    write(() -> {
      PackTable.insert(connection, pack);
      return true;
    });
  }

  @Override
  public Optional<StoredPack> pack(String digest) throws LedgerException {
    return read(() -> PackTable.find(connection, digest));
  }

  @Override
  public List<Hold> holds() throws LedgerException {
    return read(() -> HoldTable.all(connection));
  }

  @Override
  public void hold(Hold hold, Actor actor) throws LedgerException {
    write(() -> {
      HoldTable.put(connection, hold);
      insertNote(
          "hold.placed",
          actor,
          hold.name(),
          Map.of(
              "since",
              hold.since().toString(),
              "until",
              hold.until().toString(),
              "reason",
              hold.reason()));
      return true;
    });
  }

  @Override
  public boolean release(String hold, Actor actor) throws LedgerException {
    return write(() -> {
      boolean there = HoldTable.remove(connection, hold);
      if (there) {
        insertNote("hold.released", actor, hold, Map.of());
      }
      return there;
    });
  }

  @Override
  public void copyTo(Path file) throws LedgerException {
    lock.lock();
    try {
      Upkeep.copy(connection, file);
    } finally {
      lock.unlock();
    }
  }

  private record Entry(long number, String json) {}

  @Override
  public int drain(EventStore store) throws LedgerException {
    int drained = 0;
    List<Entry> entries = waiting();
    while (!entries.isEmpty()) {
      for (Entry entry : entries) {
        // First into the ledger, then out of here: twice is once there, because ids are unique.
        long ignored = store.record(event(entry));
        remove(entry);
        drained++;
      }
      entries = waiting();
    }
    return drained;
  }

  private List<Entry> waiting() throws LedgerException {
    return read(() -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT number, json FROM outbox ORDER BY number LIMIT " + DRAIN_BATCH)) {
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            entries.add(new Entry(rows.getLong(1), rows.getString(2)));
          }
        }
      }
      return entries;
    });
  }

  private AdministrativeEvent event(Entry entry) throws LedgerException {
    try {
      return AdministrativeJson.read(entry.json().getBytes(StandardCharsets.UTF_8));
    } catch (EventFormatException damaged) {
      throw new LedgerException(
          "an entry of the trail in `" + files.administration() + "` is damaged", damaged);
    }
  }

  private void remove(Entry entry) throws LedgerException {
    write(() -> {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM outbox WHERE number = ?")) {
        delete.setLong(1, entry.number());
        return delete.executeUpdate();
      }
    });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.warn("closing {} failed", files.administration(), exception);
    } finally {
      lock.unlock();
    }
  }
}
