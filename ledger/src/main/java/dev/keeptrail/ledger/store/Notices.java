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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private boolean damaged;

  private Notices() {}

  /** Nothing was pruned. */
  static Notices none() {
    return new Notices();
  }

  /**
   * Reads them, for whoever goes on from them.
   *
   * @param signed up to which number checkpoints vouch
   * @throws LedgerException when one is damaged
   */
  static Notices require(Dialect dialect, Connection connection, long signed)
      throws SQLException, LedgerException {
    Notices notices = read(dialect, connection, signed);
    if (notices.damaged) {
      throw new LedgerException(
          "a notice of a pruning is damaged", "`kt ledger verify` says which event it is");
    }
    return notices;
  }

  /**
   * Reads them, for a check: one that is damaged says nothing, and its own check says so.
   *
   * @param signed up to which number checkpoints vouch
   */
  static Notices read(Dialect dialect, Connection connection, long signed) throws SQLException {
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
  private void take(long sequence, byte @Nullable [] json, byte[] leaf, @Nullable Salt salt) {
    try {
      if (json != null && Arrays.equals(Leaves.hash(json, salt).toBytes(), leaf)) {
        AdministrativeEvent notice = AdministrativeJson.read(json);
        List<Pruning.Range> said = ranges(notice.details().getOrDefault("ranges", ""));
        boolean counted = CountsNotice.isIn(notice.details());
        if (counted) {
          counts.take(sequence, CountsNotice.of(notice.details()));
        } else if (!said.isEmpty()) {
          counts.takeSilent(sequence, EventTimestamp.toMicros(notice.timestamp()));
        }
        said.forEach(range -> take(range, counted));
        entries |= !notice.details().getOrDefault("administrative", "0").equals("0");
      }
    } catch (Leaves.UnreadableLeafException
        | EventFormatException
        | LedgerException
        | NumberFormatException _) {
      damaged = true;
    }
  }

  private void take(Pruning.Range range, boolean counted) {
    ranges.add(range.first(), range.last());
    if (counted) {
      counts.cover(range.first(), range.last());
    }
  }

  private static List<Pruning.Range> ranges(String written) {
    List<Pruning.Range> ranges = new ArrayList<>();
    for (String range : written.split(" ", -1)) {
      int dash = range.indexOf('-');
      if (dash > 0) {
        ranges.add(
            new Pruning.Range(
                Long.parseLong(range.substring(0, dash)),
                Long.parseLong(range.substring(dash + 1))));
      }
    }
    return ranges;
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
