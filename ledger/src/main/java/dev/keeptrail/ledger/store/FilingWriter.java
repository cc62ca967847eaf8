package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and counts events in the transactions that write them. Used by the writer's thread only.
 */
final class FilingWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FilingWriter.class);
  private static final int CATCH_UP_BATCH = 5_000;

  private final Connection connection;
  private final PreparedStatement insert;
  private final TallyWriter tallies;

  /** The connection must have automatic commits off. */
  FilingWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.insert = connection.prepareStatement("INSERT INTO filed VALUES (?, ?, ?, ?, ?)");
    this.tallies = new TallyWriter(connection);
    catchUp();
  }

  void add(long sequence, long at, String verdict, Filing filing) throws SQLException {
    insert.setLong(1, sequence);
    insert.setLong(2, at);
    insert.setString(3, filing.reason());
    insert.setString(4, filing.model());
    insert.setString(5, filing.provider());
    insert.executeUpdate();
    if (!filing.equals(Filing.NOTHING)) {
      tallies.add(at, verdict, filing);
    }
  }

  /** Before the commit. */
  void flush() throws SQLException {
    tallies.flush();
  }

  /** Takes in what builds without these tables have written. */
  private void catchUp() throws SQLException {
    long filed = LedgerSchema.number(connection, "SELECT max(sequence) FROM filed");
    long last = LedgerSchema.number(connection, "SELECT max(sequence) FROM event");
    if (filed < last) {
      LOG.info("filing {} events of an earlier build", last - filed);
    }
    while (filed < last) {
      filed = catchUp(filed);
      flush();
      connection.commit();
    }
  }

  private long catchUp(long after) throws SQLException {
    long at = after;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, at, verdict, CAST(json AS BLOB) FROM event WHERE sequence > ?"
                + " ORDER BY sequence LIMIT "
                + CATCH_UP_BATCH)) {
      select.setLong(1, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          at = rows.getLong(1);
          add(at, rows.getLong(2), rows.getString(3), read(at, rows.getBytes(4)));
        }
      }
    }
    return at;
  }

  private static Filing read(long sequence, byte[] json) {
    try {
      return Filing.of(EventJson.read(json));
    } catch (EventFormatException damaged) {
      // Verification says what is wrong with it; it must not keep a gateway from starting.
      LOG.warn("event {} cannot be filed: {}", sequence, damaged.getMessage());
      return Filing.NOTHING;
    }
  }
}
