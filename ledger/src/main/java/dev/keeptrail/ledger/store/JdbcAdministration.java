package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.retention.Hold;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administration of a ledger, over one connection. Every write is one transaction that no other
 * one runs beside, and durable at its end. A connection that was lost is replaced by the next call.
 */
final class JdbcAdministration implements Administration {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAdministration.class);

  /** Where it stands. */
  interface Home {
    Dialect dialect();

    /** What it is called in messages. */
    String place();

    LedgerException problem(SQLException exception);

    /** Whether the connection that reported it is of no more use. */
    boolean isLost(SQLException exception);

    /** A connection that commits by itself, to tables that are there. */
    Connection open() throws SQLException, LedgerException;

    /**
     * The right to prune, which keeps everybody else from pruning.
     *
     * @throws LedgerException when somebody is pruning
     */
    PruneLock lock(Connection connection) throws SQLException, LedgerException;

    /** Writes what stands here at one moment into a file. */
    void copy(Connection connection, Path file) throws LedgerException;
  }

  private final Home home;
  private final InstantSource clock;
  private final EventIds ids;
  private final JdbcEscalations escalations;
  private final Outbox outbox;
  private final ReentrantLock lock = new ReentrantLock();
  private Connection connection;
  private boolean lost;
  private boolean closed;

  private JdbcAdministration(
      Home home, Connection connection, AdministrationKey.Source key, InstantSource clock) {
    this.home = home;
    this.connection = connection;
    this.clock = clock;
    this.ids = EventIds.secure(clock);
    this.escalations = new JdbcEscalations(this, key);
    this.outbox = new Outbox(this);
  }

  static JdbcAdministration open(Home home, AdministrationKey key, InstantSource clock)
      throws LedgerException {
    return open(home, () -> key, clock);
  }

  /** The same with a key that is read when it is needed. */
  static JdbcAdministration open(Home home, AdministrationKey.Source key, InstantSource clock)
      throws LedgerException {
    try {
      return new JdbcAdministration(home, home.open(), key, clock);
    } catch (SQLException exception) {
      throw home.problem(exception);
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

  /** What it is called in messages. */
  String place() {
    return home.place();
  }

  /** One transaction that is durable at its end; nothing of it is there when it throws. */
  <T, X extends Exception> T write(Work<T, X> work) throws LedgerException, X {
    return read(() -> {
      execute(home.dialect().beginAlone());
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
    });
  }

  /** The failure that led here is on its way to the caller and must not be replaced. */
  private void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException exception) {
      // A transaction that cannot be ended must not be gone on with.
      lost = true;
      LOG.debug("nothing to roll back in {}", home.place(), exception);
    }
  }

  <T, X extends Exception> T read(Work<T, X> work) throws LedgerException, X {
    lock.lock();
    try {
      if (closed) {
        throw new LedgerException("`" + home.place() + "` is closed");
      }
      if (lost) {
        closeQuietly();
        connection = home.open();
        lost = false;
      }
      return work.run();
    } catch (SQLException exception) {
      lost |= home.isLost(exception);
      throw home.problem(exception);
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
    outbox.add(entry(action, actor, subject, details));
  }

  private AdministrativeEvent entry(
      String action, Actor actor, String subject, Map<String, String> details) {
    return new AdministrativeEvent(
        ids.nextAdministrative(), clock.instant(), action, actor, subject, details);
  }

  @Override
  public EscalationQueue escalations() {
    return escalations;
  }

  @Override
  public void note(String action, Actor actor, String subject, Map<String, String> details)
      throws LedgerException {
    note(action, actor, subject, details, UnaryOperator.identity());
  }

  @Override
  public void note(
      String action,
      Actor actor,
      String subject,
      Map<String, String> details,
      UnaryOperator<AdministrativeEvent> sealing)
      throws LedgerException {
    write(() -> {
      outbox.add(sealing.apply(entry(action, actor, subject, details)));
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
    // WHY: a pruning that is under way has read the holds already and would not know of this one.
    boolean ignored =
        read(() -> {
          try (PruneLock _ = home.lock(connection)) {
            return put(hold, actor);
          }
        });
  }

  private boolean put(Hold hold, Actor actor) throws LedgerException {
    return write(() -> {
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
      home.copy(connection, file);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isWaiting(String action) throws LedgerException {
    return outbox.isWaiting(action);
  }

  @Override
  public int drain(EventStore store) throws LedgerException {
    return outbox.drain(store);
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
      LOG.warn("closing {} failed", home.place(), exception);
    }
  }
}
