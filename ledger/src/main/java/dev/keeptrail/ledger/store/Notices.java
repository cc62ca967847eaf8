package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.retention.NoticeSeal;
import dev.keeptrail.ledger.retention.Pruning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What signed notices say was pruned. Only those count that a checkpoint vouches for and that carry
 * a signature of their own, by a key of the ledger: a gateway takes in, and signs a checkpoint
 * over, what anybody puts in its way who can write to the database, and whoever has no key cannot
 * make a removed event look like a pruned one.
 */
final class Notices {
  static final String ACTION = "ledger.pruned";

  private final NumberRanges ranges = new NumberRanges();
  private final PrunedCounts counts = new PrunedCounts();
  private boolean entries;
  private boolean damaged;
  private long passedOver;

  private final Collection<NoteKey> keys;

  private Notices(Collection<NoteKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Those that a check or a pruning asks for.
   *
   * @param keys of the ledger, those of earlier times too
   * @param after only notices with a greater number
   * @param signed up to which number checkpoints vouch
   */
  record Asked(Collection<NoteKey> keys, long after, long signed) {}

  /** Nothing was pruned. */
  static Notices none() {
    return new Notices(List.of());
  }

  /**
   * Reads them, for whoever goes on from them.
   *
   * @throws LedgerException when one is damaged
   */
  static Notices require(Dialect dialect, Connection connection, Asked asked)
      throws SQLException, LedgerException {
    Notices notices = read(dialect, connection, asked);
    if (notices.damaged) {
      throw new LedgerException(
          "a notice of a pruning is damaged", "`kt ledger verify` says which event it is");
    }
    return notices;
  }

  /** Reads them, for a check: one that is damaged says nothing, and its own check says so. */
  static Notices read(Dialect dialect, Connection connection, Asked asked) throws SQLException {
    var notices = new Notices(asked.keys());
    if (!dialect.has(connection, AdministrationTable.NAME)) {
      return notices;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT json, hash, "
                + SaltColumn.of(dialect, connection, "administration")
                + ", notice.sequence FROM administration AS notice"
                + " JOIN leaf ON leaf.sequence = notice.sequence"
                + " WHERE action = ? AND notice.sequence > ? AND notice.sequence <= ? ORDER BY notice.sequence")) {
      select.setString(1, ACTION);
      select.setLong(2, asked.after());
      select.setLong(3, asked.signed());
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
      if (json == null || !Arrays.equals(Leaves.hash(json, salt).toBytes(), leaf)) {
        return;
      }
      AdministrativeEvent notice = sealed(json);
      List<Pruning.Range> said = notice == null ? List.of() : ranges(notice);
      // What comes after a notice, it cannot have announced.
      if (notice == null || said.stream().anyMatch(range -> range.last() >= sequence)) {
        passedOver++;
      } else {
        take(sequence, notice, said);
      }
    } catch (Leaves.UnreadableLeafException | LedgerException | NumberFormatException _) {
      damaged = true;
    }
  }

  /** The notice that this is; null for one that no key of the ledger has signed. */
  private @Nullable AdministrativeEvent sealed(byte[] json) {
    try {
      AdministrativeEvent notice = AdministrativeJson.read(json);
      return notice.action().equals(ACTION) && NoticeSeal.holds(notice, keys) ? notice : null;
    } catch (EventFormatException _) {
      // WHY: not damaged, because the leaf is right: somebody put it there who has no key.
      return null;
    }
  }

  private void take(long sequence, AdministrativeEvent notice, List<Pruning.Range> said)
      throws LedgerException {
    boolean counted = CountsNotice.isIn(notice.details());
    if (counted) {
      counts.take(sequence, CountsNotice.of(notice.details()));
    } else if (!said.isEmpty()) {
      counts.takeSilent(sequence, EventTimestamp.toMicros(notice.timestamp()));
    }
    said.forEach(range -> take(range, counted));
    entries |= !notice.details().getOrDefault("administrative", "0").equals("0");
  }

  private void take(Pruning.Range range, boolean counted) {
    ranges.add(range.first(), range.last());
    if (counted) {
      counts.cover(range.first(), range.last());
    }
  }

  private static List<Pruning.Range> ranges(AdministrativeEvent notice) {
    List<Pruning.Range> ranges = new ArrayList<>();
    for (String range : notice.details().getOrDefault("ranges", "").split(" ", -1)) {
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

  /** How many count for nothing, because no key of the ledger has signed what they say. */
  long passedOver() {
    return passedOver;
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
