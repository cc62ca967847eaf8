package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.retention.Hold;
import dev.keeptrail.ledger.retention.NoticeSeal;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import dev.keeptrail.ledger.retention.Retention.Category;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes old events out of the tables. Their leaves stay, so the tree and every proof stay what they
 * are. First the notice of it is in the tree and signed, then rows go, a few at a time, so that no
 * writer waits long. What a notice names and is still there goes with the next pruning.
 */
final class Pruner {
  private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
  private static final int BATCH = 1_000;

  /** So many ranges in one notice; what is in further ones stays for the next pruning. */
  private static final int MOST_RANGES = 2_000;

  /** Of the counts of so many hours one notice speaks. */
  private static final int MOST_HOURS = 2_000;

  private final Dialect dialect;
  private final Connection connection;
  private final Retention retention;
  private final List<Hold> holds;
  private final Instant now;
  private final List<NoteKey> keys;
  private final boolean administration;
  private final boolean filed;
  private final boolean unfiled;

  /**
   * Looks at a ledger.
   *
   * @param keys whose earlier notices it goes on from
   */
  Pruner(
      Dialect dialect,
      Connection connection,
      Retention retention,
      List<Hold> holds,
      Instant now,
      List<NoteKey> keys)
      throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.retention = retention;
    this.holds = List.copyOf(holds);
    this.now = now;
    this.keys = List.copyOf(keys);
    this.administration = dialect.has(connection, AdministrationTable.NAME);
    this.filed = dialect.has(connection, FilingTables.LAST);
    this.unfiled = filed && UnfiledTable.isIn(dialect, connection);
  }

  /**
   * What is to go.
   *
   * @param notice of what it had counted for; null where that is not known, because an earlier
   *     build wrote the ledger and nobody has counted it yet
   */
  record Plan(Pruning pruning, @Nullable CountsNotice notice) {}

  /**
   * What is too old and not held.
   *
   * @param sequences of both kinds
   */
  private record Due(
      NavigableSet<Long> decisions,
      NavigableSet<Long> entries,
      NavigableSet<Long> sequences,
      long held) {}

  private Due due() throws SQLException {
    var decisions = new TreeSet<Long>();
    long held = 0;
    for (Category category : Category.values()) {
      if (category != Category.CAPTURE && category != Category.ADMINISTRATION) {
        held += due("event", "verdict = '" + category.word() + "'", category, decisions);
      }
    }
    var entries = new TreeSet<Long>();
    if (administration) {
      // WHY: a notice of a pruning is what tells pruned events from removed ones.
      held += due("administration", "action <> 'ledger.pruned'", Category.ADMINISTRATION, entries);
    }
    long later = firstUnfiled();
    decisions.tailSet(later, true).clear();
    entries.tailSet(later, true).clear();
    var sequences = new TreeSet<>(decisions);
    sequences.addAll(entries);
    return new Due(decisions, entries, sequences, held);
  }

  /** What is not filed yet is about to be by whoever appends, and goes the next time. */
  private long firstUnfiled() throws SQLException {
    return unfiled
        ? LedgerSchema.number(
            connection,
            "SELECT coalesce(min(sequence), "
                + Long.MAX_VALUE
                + ") FROM unfiled WHERE "
                + UnfiledTable.LATER)
        : Long.MAX_VALUE;
  }

  /** All that would go, under however many notices. */
  Pruning total() throws SQLException {
    Due due = due();
    return pruning(due, ranges(due.sequences()), Long.MAX_VALUE);
  }

  /** Plans what one notice can speak of. */
  Plan plan() throws SQLException, LedgerException {
    Due due = due();
    List<Pruning.Range> all = ranges(due.sequences());
    List<Pruning.Range> ranges = all.subList(0, Math.min(all.size(), MOST_RANGES));
    GoneCounts.Counted counted = isCounted() ? gone().count(ranges) : null;
    if (counted != null) {
      ranges = counted.ranges();
    }
    long last = ranges.isEmpty() ? 0 : ranges.getLast().last();
    return new Plan(pruning(due, ranges, last), counted == null ? null : counted.notice());
  }

  /** As far as one of these numbers. */
  private Pruning pruning(Due due, List<Pruning.Range> ranges, long last) throws SQLException {
    Set<Long> announced = due.sequences().headSet(last, true);
    return new Pruning(
        due.decisions().headSet(last, true).size(),
        due.entries().headSet(last, true).size(),
        captures(announced).size(),
        due.held(),
        ranges,
        announced.size() < due.sequences().size());
  }

  private GoneCounts gone() throws SQLException, LedgerException {
    long signed = LedgerSchema.number(connection, "SELECT max(size) FROM checkpoint");
    var all = new Notices.Asked(keys, 0, signed);
    return new GoneCounts(
        dialect, connection, Notices.require(dialect, connection, all).counts(), MOST_HOURS);
  }

  /** Whether all events are counted; whoever opens the ledger for appending sees to it. */
  private boolean isCounted() throws SQLException {
    return filed
        && dialect.has(connection, "filed")
        && LedgerSchema.number(
                connection, "SELECT max(sequence) FROM " + UnfiledTable.filed(unfiled))
            >= LedgerSchema.number(connection, "SELECT max(sequence) FROM event");
  }

  private long due(String table, String which, Category category, Set<Long> sequences)
      throws SQLException {
    Instant before = retention.of(category).map(now::minus).orElse(null);
    if (before == null) {
      return 0;
    }
    long held = 0;
    long strange = 0;
    String actor = table.equals(AdministrationTable.NAME) ? "actor" : "NULL";
    String word = table.equals(AdministrationTable.NAME) ? "action" : "verdict";
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kept.sequence, at, id, "
                + word
                + ", "
                + actor
                + ", json, "
                + SaltColumn.of(dialect, connection, table)
                + ", hash FROM "
                + table
                + " AS kept JOIN leaf ON leaf.sequence = kept.sequence WHERE "
                + which
                + " AND at < ?")) {
      select.setFetchSize(BATCH);
      select.setLong(1, EventTimestamp.toMicrosOfBound(before));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (isHeld(rows.getLong(2))) {
            held++;
          } else if (isAsRecorded(rows)) {
            sequences.add(rows.getLong(1));
          } else {
            strange++;
          }
        }
      }
    }
    if (strange > 0) {
      LOG.warn(
          "{} events are not pruned, because they are not what was recorded; `kt ledger verify`"
              + " says which",
          strange);
    }
    return held;
  }

  /**
   * Whoever moves an event back in time, or makes another one of it, must not have it taken away:
   * what is wrong with it would go as well.
   */
  private static boolean isAsRecorded(ResultSet row) throws SQLException {
    byte[] json = row.getBytes(6);
    boolean recorded =
        json != null
            && EventCopy.of(json)
                .matches(
                    String.valueOf(row.getString(3)),
                    row.getLong(2),
                    String.valueOf(row.getString(4)),
                    row.getString(5));
    try {
      recorded =
          recorded
              && Arrays.equals(
                  Leaves.hash(json, SaltColumn.read(row.getBytes(7))).toBytes(), row.getBytes(8));
    } catch (Leaves.UnreadableLeafException _) {
      recorded = false;
    }
    return recorded;
  }

  private boolean isHeld(long at) {
    return holds.stream()
        .anyMatch(hold ->
            at >= EventTimestamp.toMicrosOfBound(hold.since())
                && at < EventTimestamp.toMicrosOfBound(hold.until()));
  }

  /** The numbers come in rising order. */
  private static List<Pruning.Range> ranges(Set<Long> sequences) {
    List<Pruning.Range> ranges = new ArrayList<>();
    long first = 0;
    long last = 0;
    for (long sequence : sequences) {
      if (first > 0 && sequence == last + 1) {
        last = sequence;
      } else {
        if (first > 0) {
          ranges.add(new Pruning.Range(first, last));
        }
        first = sequence;
        last = sequence;
      }
    }
    if (first > 0) {
      ranges.add(new Pruning.Range(first, last));
    }
    return ranges;
  }

  /** Captures that go: of decisions that do, and those that are too old by themselves. */
  private Set<Long> captures(Set<Long> sequences) throws SQLException {
    Set<Long> captures = new TreeSet<>();
    if (!dialect.has(connection, CaptureTable.NAME)) {
      return captures;
    }
    Instant before = retention.of(Category.CAPTURE).map(now::minus).orElse(null);
    long bound = before == null ? Long.MIN_VALUE : EventTimestamp.toMicrosOfBound(before);
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT capture.sequence, at FROM capture LEFT JOIN event ON event.sequence ="
                    + " capture.sequence");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long at = rows.getLong(2);
        if (sequences.contains(rows.getLong(1)) || (at < bound && !isHeld(at))) {
          captures.add(rows.getLong(1));
        }
      }
    }
    return captures;
  }

  /** Says on the trail what goes, before it does, and signs it. */
  static void announce(
      Administration trail, Actor actor, Plan plan, Retention retention, NoteSigner signer)
      throws LedgerException {
    Pruning pruning = plan.pruning();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ranges", written(pruning.ranges()));
    details.put("decisions", Long.toString(pruning.decisions()));
    details.put("administrative", Long.toString(pruning.administrative()));
    details.put("captures", Long.toString(pruning.captures()));
    details.put("held", Long.toString(pruning.held()));
    details.put("rules", retention.summary());
    CountsNotice notice = plan.notice();
    if (notice != null) {
      details.putAll(notice.details());
    }
    trail.note(Notices.ACTION, actor, "ledger", details, entry -> NoticeSeal.seal(entry, signer));
  }

  private static String written(List<Pruning.Range> ranges) {
    return ranges.stream()
        .map(range -> range.first() + "-" + range.last())
        .collect(Collectors.joining(" "));
  }

  /**
   * Takes rows out that were announced, and captures that are too old.
   *
   * @param ranges of those announced, the ones that are not gone already
   */
  void carryOut(List<Pruning.Range> ranges) throws SQLException {
    for (Pruning.Range range : ranges) {
      // Its key begins with the policy, so this reads the table once for each range.
      remove("deciding_policy", range.first(), range.last());
      for (long from = range.first(); from <= range.last(); from += BATCH) {
        long to = Math.min(range.last(), from + BATCH - 1);
        remove("event", from, to);
        if (filed) {
          remove("filed", from, to);
        }
        if (administration) {
          remove("administration", from, to);
        }
        if (dialect.has(connection, CaptureTable.NAME)) {
          remove("capture", from, to);
        }
      }
    }
    for (long capture : captures(Set.of())) {
      remove("capture", capture, capture);
    }
  }

  private void remove(String table, long from, long to) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE sequence BETWEEN ? AND ?")) {
      delete.setLong(1, from);
      delete.setLong(2, to);
      int ignored = delete.executeUpdate();
    }
  }
}
