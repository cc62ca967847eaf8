package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.shadow.ShadowQuery;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Differences of candidates in an SQLite file beside the ledger's. */
public final class SqliteShadowLog implements ShadowLog {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteShadowLog.class);
  private static final String BUSY = "PRAGMA busy_timeout = 5000";
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS shadow (event TEXT NOT NULL, digest TEXT NOT NULL,"
          + " at INTEGER NOT NULL, change TEXT NOT NULL, pack TEXT NOT NULL, version TEXT NOT NULL,"
          + " needs TEXT NOT NULL, verdict TEXT, reason_code TEXT, policy TEXT, fired_before TEXT,"
          + " fires_now TEXT, edits TEXT NOT NULL, PRIMARY KEY (event, digest)) WITHOUT ROWID";
  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS shadow_by_time ON shadow (at, event)";
  private static final String INSERT =
      "INSERT OR REPLACE INTO shadow VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String COLUMNS =
      "event, digest, at, change, pack, version, needs, verdict, reason_code, policy, fired_before,"
          + " fires_now, edits";

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private SqliteShadowLog(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the file in the folder of a ledger, and makes it where there is none.
   *
   * @throws LedgerException when it cannot be used
   */
  public static ShadowLog openForAppend(Path directory) throws LedgerException {
    var files = new LedgerFiles(directory);
    files.createDirectory();
    files.createFile(files.shadow());
    return open(files, "mode=rw", List.of(BUSY, "PRAGMA synchronous = NORMAL", TABLE, INDEX));
  }

  /**
   * Opens the file of a ledger for reading; empty when no candidate has made a difference.
   *
   * @throws LedgerException when it cannot be read
   */
  public static Optional<ShadowLog> openForReading(Path directory) throws LedgerException {
    var files = new LedgerFiles(directory);
    return Files.exists(files.shadow())
        ? Optional.of(open(files, "mode=ro", List.of(BUSY)))
        : Optional.empty();
  }

  private static ShadowLog open(LedgerFiles files, String mode, List<String> first)
      throws LedgerException {
    Path file = files.shadow();
    try {
      Connection connection = SqliteLibrary.open(file, mode);
      boolean opened = false;
      try (Statement statement = connection.createStatement()) {
        for (String sql : first) {
          statement.execute(sql);
        }
        opened = true;
      } finally {
        if (!opened) {
          connection.close();
        }
      }
      return new SqliteShadowLog(file, connection);
    } catch (SQLException failed) {
      throw SqliteProblem.of(file, failed);
    }
  }

  @Override
  public void append(List<ShadowRecord> records) throws LedgerException {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (ShadowRecord one : records) {
          write(insert, one);
        }
        connection.commit();
      } catch (SQLException failed) {
        connection.rollback();
        throw failed;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException failed) {
      throw SqliteProblem.of(file, failed);
    } finally {
      lock.unlock();
    }
  }

  private static void write(PreparedStatement insert, ShadowRecord one) throws SQLException {
    insert.setString(1, one.event());
    insert.setString(2, one.digest());
    insert.setLong(3, EventTimestamp.toMicros(one.at()));
    insert.setString(4, one.change());
    insert.setString(5, one.pack());
    insert.setString(6, one.version());
    insert.setString(7, one.needs());
    insert.setString(8, one.verdict());
    insert.setString(9, one.reasonCode());
    insert.setString(10, one.policy());
    insert.setString(11, one.firedBefore());
    insert.setString(12, one.firesNow());
    insert.setString(13, String.join("\n", one.edits()));
    insert.executeUpdate();
  }

  @Override
  public List<ShadowRecord> query(ShadowQuery query) throws LedgerException {
    List<Object> parameters = new ArrayList<>();
    var sql = new StringBuilder("SELECT " + COLUMNS + " FROM shadow WHERE true");
    if (query.event() != null) {
      sql.append(" AND event = ?");
      parameters.add(query.event());
    }
    if (query.since() != null) {
      sql.append(" AND at >= ?");
      parameters.add(EventTimestamp.toMicrosOfBound(query.since()));
    }
    if (query.until() != null) {
      sql.append(" AND at < ?");
      parameters.add(EventTimestamp.toMicrosOfBound(query.until()));
    }
    if (!query.changes().isEmpty()) {
      sql.append(" AND change IN (?").append(", ?".repeat(query.changes().size() - 1)).append(')');
      parameters.addAll(query.changes());
    }
    sql.append(" ORDER BY at DESC, event DESC, digest LIMIT ").append(query.limit());
    lock.lock();
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        select.setObject(i + 1, parameters.get(i));
      }
      return read(select);
    } catch (SQLException failed) {
      throw SqliteProblem.of(file, failed);
    } finally {
      lock.unlock();
    }
  }

  private static List<ShadowRecord> read(PreparedStatement select) throws SQLException {
    List<ShadowRecord> records = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String edits = rows.getString(13);
        records.add(
            new ShadowRecord(
                rows.getString(1),
                Instant.EPOCH.plus(rows.getLong(3), ChronoUnit.MICROS),
                rows.getString(5),
                rows.getString(6),
                rows.getString(2),
                rows.getString(4),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                edits.isEmpty() ? List.of() : edits.lines().toList()));
      }
    }
    return records;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException failed) {
      LOG.warn("closing {} failed", file, failed);
    } finally {
      lock.unlock();
    }
  }
}
