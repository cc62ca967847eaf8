package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events {@code deciding_policy} names, read before any event is looked at: an index is
 * looked through at that time, which is work for one processor only. Only whoever finds that events
 * say the very same has learnt something; what is wrong is found out by {@link Copies}.
 */
final class PolicyRows {
  private static final int ROWS_AT_ONCE = 10_000;

  /** So many policies are held, a bit for each event; whoever writes rows chooses their names. */
  private static final int MOST_POLICIES = 64;

  private final Map<String, BitSet> named = new HashMap<>();
  private final boolean all;

  /**
   * Reads them.
   *
   * @param beside the table that says when events were
   * @param unfiled whether events may be there that are not filed yet
   * @param last number of the last event
   */
  PolicyRows(Dialect dialect, Connection connection, String beside, boolean unfiled, long last)
      throws SQLException {
    String unfiledToo = UnfiledTable.andDeciding(dialect, unfiled, 1, last);
    long rows =
        LedgerSchema.number(
            connection,
            "SELECT count(*) FROM (SELECT policy, sequence, 1 FROM deciding_policy"
                + unfiledToo
                + ") AS named");
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + dialect.onlyText("policy")
                + ", decided.sequence, 1 FROM deciding_policy AS decided"
                + dialect.joinInOrder()
                + beside
                + " AS beside ON beside.sequence = decided.sequence AND beside.at = decided.at"
                + " WHERE decided.sequence BETWEEN 1 AND ?"
                + unfiledToo)) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setLong(1, last);
      try (ResultSet found = select.executeQuery()) {
        all = read(found) && bits() == rows;
      }
    }
  }

  private boolean read(ResultSet rows) throws SQLException {
    byte[] policy = {};
    @Nullable BitSet events = null;
    while (rows.next()) {
      // Rows of one policy come one after the other.
      byte[] name = rows.getBytes(1);
      if (name == null) {
        return false;
      }
      if (events == null || !Arrays.equals(policy, name)) {
        policy = name;
        events = named.computeIfAbsent(TextColumn.text(name), _ -> new BitSet());
        if (named.size() > MOST_POLICIES) {
          return false;
        }
      }
      events.set(Math.toIntExact(rows.getLong(2) - 1));
    }
    return true;
  }

  private long bits() {
    return named.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /**
   * Whether there are rows for these and no others, each under the time of its event.
   *
   * @param decided for each policy the events that it decided, the first one at 0
   */
  boolean are(Map<String, BitSet> decided) {
    return all && named.equals(decided);
  }
}
