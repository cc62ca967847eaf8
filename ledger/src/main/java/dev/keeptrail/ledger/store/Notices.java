package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.retention.Pruning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What signed notices say was pruned. Only those count that a checkpoint vouches for: whoever has
 * no key cannot make a removed event look like a pruned one.
 */
final class Notices {
  static final String ACTION = "ledger.pruned";

  private final TreeMap<Long, Long> ranges = new TreeMap<>();
  private long until = Long.MIN_VALUE;
  private boolean entries;

  private Notices() {}

  /** Nothing was pruned. */
  static Notices none() {
    return new Notices();
  }

  /**
   * Reads them.
   *
   * @param signed up to which number checkpoints vouch
   */
  static Notices read(Dialect dialect, Connection connection, long signed)
      throws SQLException, LedgerException {
    var notices = new Notices();
    if (!dialect.has(connection, AdministrationTable.NAME)) {
      return notices;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT json, hash, "
                + SaltColumn.of(dialect, connection, "administration")
                + " FROM administration AS notice JOIN leaf ON leaf.sequence = notice.sequence"
                + " WHERE action = ? AND notice.sequence <= ?")) {
      select.setString(1, ACTION);
      select.setLong(2, signed);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          notices.take(rows.getBytes(1), rows.getBytes(2), SaltColumn.read(rows.getBytes(3)));
        }
      }
    }
    return notices;
  }

  /** A notice that is not what its leaf says counts for nothing; its own check says so. */
  private void take(byte[] json, byte[] leaf, @Nullable Salt salt) throws LedgerException {
    try {
      if (Arrays.equals(Leaves.hash(json, salt).toBytes(), leaf)) {
        AdministrativeEvent notice = AdministrativeJson.read(json);
        until = Math.max(until, EventTimestamp.toMicros(notice.timestamp()));
        entries |= !notice.details().getOrDefault("administrative", "0").equals("0");
        take(notice.details());
      }
    } catch (Leaves.UnreadableLeafException | EventFormatException damaged) {
      throw new LedgerException("a notice of a pruning is damaged", damaged);
    }
  }

  private void take(Map<String, String> details) throws LedgerException {
    for (String range : details.getOrDefault("ranges", "").split(" ", -1)) {
      int dash = range.indexOf('-');
      if (dash > 0) {
        try {
          ranges.merge(
              Long.parseLong(range.substring(0, dash)),
              Long.parseLong(range.substring(dash + 1)),
              Math::max);
        } catch (NumberFormatException damaged) {
          throw new LedgerException("a notice of a pruning is damaged", damaged);
        }
      }
    }
  }

  /** Whether entries of the trail were pruned. */
  boolean coverEntries() {
    return entries;
  }

  /** When the last one was written, in microseconds since 1970: what was pruned is older. */
  long until() {
    return until;
  }

  boolean cover(long sequence) {
    Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
    while (range != null) {
      if (range.getValue() >= sequence) {
        return true;
      }
      range = ranges.lowerEntry(range.getKey());
    }
    return false;
  }

  boolean cover(Pruning.Range range) {
    Long last = ranges.get(range.first());
    return last != null && last >= range.last();
  }
}
