package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that events and leaves stand under: from 1 on, without a gap. Whoever writes one that
 * is far from all others must not have a check count up to it. One use, one thread.
 */
final class Numbers {
  /**
   * So many events nobody has signed are counted up to without a look at how many rows there are.
   */
  private static final long UNSIGNED = 1_000_000;

  private final Connection connection;
  private final List<String> tables;
  private final Copies.Sink sink;

  Numbers(Dialect dialect, Connection connection, Copies.Sink sink) throws SQLException {
    this.connection = connection;
    this.sink = sink;
    this.tables = new ArrayList<>(List.of("event", "leaf"));
    if (dialect.has(connection, AdministrationTable.NAME)) {
      tables.add(AdministrationTable.NAME);
    }
  }

  /**
   * The number of the last event. What stands under a number that no ledger with so many rows can
   * have come to is told.
   *
   * @param vouched number of the last event that a checkpoint speaks of
   */
  long last(long vouched) throws SQLException {
    long last = max(Long.MAX_VALUE);
    if (last - UNSIGNED <= vouched) {
      return last;
    }
    long rows = 0;
    for (String table : tables) {
      rows += LedgerSchema.number(connection, "SELECT count(*) FROM " + table);
    }
    long most = Math.max(vouched + UNSIGNED, rows);
    if (last <= most) {
      return last;
    }
    long end = max(most);
    sink.found(
        Breach.Kind.MISSING,
        end + 1,
        last,
        "something is kept under the number %d, and the events in front of it from %d on are not there"
            .formatted(last, end + 1));
    return end;
  }

  private long max(long most) throws SQLException {
    long last = 0;
    for (String table : tables) {
      last =
          Math.max(
              last,
              LedgerSchema.number(
                  connection, "SELECT max(sequence) FROM " + table + " WHERE sequence <= " + most));
    }
    return last;
  }

  /** Tells of what stands in front of the first event. */
  void before() throws SQLException {
    for (String table : tables) {
      long least =
          LedgerSchema.number(connection, "SELECT coalesce(min(sequence), 1) FROM " + table);
      if (least < 1) {
        sink.found(
            Breach.Kind.CHANGED,
            least,
            least,
            "something is kept in `%s` under the number %d, and events begin at 1"
                .formatted(table, least));
      }
    }
  }
}
