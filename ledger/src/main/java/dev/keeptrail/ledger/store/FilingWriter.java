package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and counts events. Where that is done later, what the newest are filed by is written down
 * in the transactions that write them, and they are filed in one that comes a moment later. Used by
 * the writer's thread only.
 */
final class FilingWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FilingWriter.class);
  private static final int CATCH_UP_BATCH = 5_000;

  /** Fewer than that are not filed yet. */
  static final int MOST_UNFILED = 128;

  private final Connection connection;
  private final Insertion filed;
  private final TallyWriter tallies;
  private final Insertion decided;
  private final @Nullable UnfiledWriter unfiled;

  /** What is not filed yet, in rising order. */
  private final List<Entry> waiting = new ArrayList<>();

  /** How many of them are written down. */
  private int noted;

  /** The connection must have automatic commits off. */
  FilingWriter(Dialect dialect, Connection connection) throws SQLException {
    this.connection = connection;
    this.filed = new Insertion(dialect, connection, "INSERT INTO filed VALUES (?, ?, ?, ?, ?)");
    this.unfiled = dialect.filesLater() ? new UnfiledWriter(connection) : null;
    this.tallies = new TallyWriter(dialect, connection);
    this.decided =
        new Insertion(
            dialect,
            connection,
            "INSERT INTO deciding_policy VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    catchUp();
  }

  /**
   * What an event is filed by.
   *
   * @param policies those that decided
   */
  record Entry(long sequence, long at, String verdict, Filing filing, Set<String> policies) {}

  /** Takes an event that is written in this transaction. */
  void add(Entry entry) {
    waiting.add(entry);
  }

  /**
   * Before the commit.
   *
   * @param all whether all are to be filed, and none later
   */
  void flush(boolean all) throws SQLException {
    if (unfiled == null || all || waiting.size() >= MOST_UNFILED) {
      fileAll();
    } else {
      for (Entry entry : waiting.subList(noted, waiting.size())) {
        unfiled.add(entry, tallies.model(TallyWriter.hour(entry.at()), entry.filing().model()));
      }
      noted = waiting.size();
    }
  }

  private void fileAll() throws SQLException {
    for (Entry entry : waiting) {
      file(entry);
    }
    write();
    if (unfiled != null && noted > 0) {
      unfiled.clear();
    }
    waiting.clear();
    noted = 0;
  }

  private void file(Entry entry) throws SQLException {
    Filing filing = entry.filing();
    PreparedStatement insert = filed.row();
    insert.setLong(1, entry.sequence());
    insert.setLong(2, entry.at());
    insert.setString(3, filing.reason());
    insert.setString(4, filing.model());
    insert.setString(5, filing.provider());
    filed.add();
    if (!filing.equals(Filing.NOTHING)) {
      tallies.add(entry.at(), entry.verdict(), filing);
    }
    for (String policy : entry.policies()) {
      PreparedStatement row = decided.row();
      row.setString(1, policy);
      row.setLong(2, entry.at());
      row.setLong(3, entry.sequence());
      decided.add();
    }
  }

  private void write() throws SQLException {
    filed.flush();
    tallies.flush();
    decided.flush();
  }

  /**
   * Takes in what was not filed yet when a process ended, what builds without these tables have
   * written, or what was emptied.
   */
  private void catchUp() throws SQLException {
    long done = LedgerSchema.number(connection, "SELECT max(sequence) FROM filed");
    long last = LedgerSchema.number(connection, "SELECT max(sequence) FROM event");
    if (done < last) {
      LOG.info("filing {} events", last - done);
    }
    while (done < last) {
      done = catchUp(done);
      write();
      connection.commit();
    }
    if (unfiled != null) {
      unfiled.clear();
      connection.commit();
    }
  }

  private long catchUp(long after) throws SQLException {
    long at = after;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, at, verdict, json FROM event WHERE sequence > ?"
                + " ORDER BY sequence LIMIT "
                + CATCH_UP_BATCH)) {
      select.setLong(1, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          at = rows.getLong(1);
          DecisionEvent event = read(at, rows.getBytes(4));
          file(
              new Entry(
                  at,
                  rows.getLong(2),
                  rows.getString(3),
                  event == null ? Filing.NOTHING : Filing.of(event),
                  event == null ? Set.of() : event.decidingPolicies()));
        }
      }
    }
    return at;
  }

  private static @Nullable DecisionEvent read(long sequence, byte[] json) {
    try {
      return EventJson.read(json);
    } catch (EventFormatException damaged) {
      // Verification says what is wrong with it; it must not keep a gateway from starting.
      LOG.warn("event {} cannot be filed: {}", sequence, damaged.getMessage());
      return null;
    }
  }
}
