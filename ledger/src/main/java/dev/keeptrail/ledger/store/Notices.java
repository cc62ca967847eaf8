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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What signed notices say was pruned. Only those count that a checkpoint vouches for: whoever has
 * no key cannot make a removed event look like a pruned one.
 */
final class Notices {
  static final String ACTION = "ledger.pruned";

  private final NumberRanges ranges = new NumberRanges();
  private final PrunedCounts counts = new PrunedCounts();
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
                + ", notice.sequence FROM administration AS notice"
                + " JOIN leaf ON leaf.sequence = notice.sequence"
                + " WHERE action = ? AND notice.sequence <= ? ORDER BY notice.sequence")) {
      select.setString(1, ACTION);
      select.setLong(2, signed);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          notices.take(
              rows.getLong(4),
              rows.getBytes(1),
              rows.getBytes(2),
              SaltColumn.read(rows.getBytes(3)));
        }
      }
    }
    return notices;
  }

  /** A notice that is not what its leaf says counts for nothing; its own check says so. */
  private void take(long sequence, byte[] json, byte[] leaf, @Nullable Salt salt)
      throws LedgerException {
    try {
      if (Arrays.equals(Leaves.hash(json, salt).toBytes(), leaf)) {
        AdministrativeEvent notice = AdministrativeJson.read(json);
        entries |= !notice.details().getOrDefault("administrative", "0").equals("0");
        take(sequence, EventTimestamp.toMicros(notice.timestamp()), notice.details());
      }
    } catch (Leaves.UnreadableLeafException | EventFormatException damaged) {
      throw new LedgerException("a notice of a pruning is damaged", damaged);
    }
  }

  private void take(long sequence, long at, Map<String, String> details) throws LedgerException {
    boolean counted = CountsNotice.isIn(details);
    boolean any = false;
    for (String range : details.getOrDefault("ranges", "").split(" ", -1)) {
      int dash = range.indexOf('-');
      if (dash > 0) {
        any = true;
        take(range.substring(0, dash), range.substring(dash + 1), counted);
      }
    }
    if (counted) {
      counts.take(sequence, CountsNotice.of(details));
    } else if (any) {
      counts.takeSilent(sequence, at);
    }
  }

  private void take(String first, String last, boolean counted) throws LedgerException {
    try {
      long from = Long.parseLong(first);
      long to = Long.parseLong(last);
      ranges.add(from, to);
      if (counted) {
        counts.cover(from, to);
      }
    } catch (NumberFormatException damaged) {
      throw new LedgerException("a notice of a pruning is damaged", damaged);
    }
  }

  /** Whether entries of the trail were pruned. */
  boolean coverEntries() {
    return entries;
  }

  /** What they say of counts. */
  PrunedCounts counts() {
    return counts;
  }

  boolean cover(long sequence) {
    return ranges.contain(sequence);
  }

  boolean coverAll(List<Pruning.Range> all) {
    return all.stream().allMatch(ranges::contain);
  }
}
