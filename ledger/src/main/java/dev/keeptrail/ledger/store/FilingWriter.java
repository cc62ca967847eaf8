package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and counts events in the transactions that write them. Used by the writer's thread only.
 */
final class FilingWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FilingWriter.class);
  private static final int CATCH_UP_BATCH = 5_000;

  private final Connection connection;
  private final Insertion filed;
  private final TallyWriter tallies;
  private final Insertion decided;

  /** The connection must have automatic commits off. */
  FilingWriter(Dialect dialect, Connection connection) throws SQLException {
    this.connection = connection;
    this.filed = new Insertion(dialect, connection, "INSERT INTO filed VALUES (?, ?, ?, ?, ?)");
    this.tallies = new TallyWriter(dialect, connection);
    this.decided =
        new Insertion(
            dialect,
            connection,
            "INSERT INTO deciding_policy VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    catchUp();
  }

  void add(long sequence, long at, String verdict, Filing filing) throws SQLException {
    PreparedStatement insert = filed.row();
    insert.setLong(1, sequence);
    insert.setLong(2, at);
    insert.setString(3, filing.reason());
    insert.setString(4, filing.model());
    insert.setString(5, filing.provider());
    filed.add();
    if (!filing.equals(Filing.NOTHING)) {
      tallies.add(at, verdict, filing);
    }
  }

  /** Before the commit. */
  void flush() throws SQLException {
    filed.flush();
    tallies.flush();
    decided.flush();
  }

  /** Takes in what builds without these tables have written, or what was emptied. */
  private void catchUp() throws SQLException {
    long done = LedgerSchema.number(connection, "SELECT max(sequence) FROM filed");
    long last = LedgerSchema.number(connection, "SELECT max(sequence) FROM event");
    if (done < last) {
      LOG.info("filing {} events of an earlier build", last - done);
    }
    while (done < last) {
      done = catchUp(done);
      flush();
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
          long time = rows.getLong(2);
          add(at, time, rows.getString(3), event == null ? Filing.NOTHING : Filing.of(event));
          if (event != null) {
            policies(at, time, event);
          }
        }
      }
    }
    return at;
  }

  /** They are there, unless somebody emptied all these tables to have them made again. */
  private void policies(long sequence, long at, DecisionEvent event) throws SQLException {
    for (String policy : event.decidingPolicies()) {
      PreparedStatement insert = decided.row();
      insert.setString(1, policy);
      insert.setLong(2, at);
      insert.setLong(3, sequence);
      decided.add();
    }
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
