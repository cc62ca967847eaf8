package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.retention.Pruning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out what events that are about to go had counted for. In one transaction, so that events
 * and counts are those of one moment. One use, one thread.
 */
final class GoneCounts {
  private static final int ROWS_AT_ONCE = 1_000;
  private static final String EVENTS =
      "SELECT gone.sequence, gone.at, verdict, json, filed.at, reason, model, provider FROM event AS"
          + " gone LEFT JOIN filed ON filed.sequence = gone.sequence WHERE ";

  private final Dialect dialect;
  private final Connection connection;
  private final PrunedCounts said;
  private final int mostHours;

  /** What goes, by the hour. */
  private final Map<Long, HourEvents> going = new TreeMap<>();

  /** The first event of an hour too many; 0 where there is none. */
  private long beyond;

  /**
   * @param said by the notices so far
   * @param mostHours that one notice speaks of
   */
  GoneCounts(Dialect dialect, Connection connection, PrunedCounts said, int mostHours) {
    this.dialect = dialect;
    this.connection = connection;
    this.said = said;
    this.mostHours = mostHours;
  }

  /**
   * What goes, and what it had counted for.
   *
   * @param ranges of events, as many as one notice can speak of
   */
  record Counted(List<Pruning.Range> ranges, CountsNotice notice) {}

  Counted count(List<Pruning.Range> ranges) throws SQLException {
    List<Pruning.Range> counted = new ArrayList<>();
    for (Pruning.Range range : ranges) {
      count(range);
      if (beyond > 0) {
        if (beyond > range.first()) {
          counted.add(new Pruning.Range(range.first(), beyond - 1));
        }
        break;
      }
      counted.add(range);
    }
    return new Counted(counted, notice());
  }

  private void count(Pruning.Range range) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            EVENTS + "gone.sequence BETWEEN ? AND ? ORDER BY gone.sequence")) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setLong(1, range.first());
      select.setLong(2, range.last());
      try (ResultSet rows = select.executeQuery()) {
        while (beyond == 0 && rows.next()) {
          long hour = Math.floorDiv(rows.getLong(2), TallyWriter.MICROS_PER_HOUR);
          if (!going.containsKey(hour) && going.size() == mostHours) {
            beyond = rows.getLong(1);
          } else {
            add(rows, going.computeIfAbsent(hour, _ -> new HourEvents()));
          }
        }
      }
    }
  }

  /** An event that an earlier notice spoke for, and that is still there, is not counted again. */
  private void add(ResultSet row, HourEvents events) throws SQLException {
    long sequence = row.getLong(1);
    byte[] json = row.getBytes(4);
    if (said.cover(sequence) || json == null) {
      return;
    }
    Filing filing = Copies.filing(EventCopy.of(json), filed(row), json);
    if (!filing.equals(Filing.NOTHING)) {
      events.add(sequence, String.valueOf(row.getString(3)), filing);
    }
  }

  private static Copies.@Nullable Filed filed(ResultSet row) throws SQLException {
    String reason = row.getString(6);
    return reason == null
        ? null
        : new Copies.Filed(
            row.getLong(5),
            reason,
            String.valueOf(row.getString(7)),
            String.valueOf(row.getString(8)));
  }

  private CountsNotice notice() throws SQLException {
    Map<Long, String> digests = new LinkedHashMap<>();
    List<Long> uncounted = new ArrayList<>();
    List<Long> miscounted = new ArrayList<>();
    for (Map.Entry<Long, HourEvents> one : going.entrySet()) {
      HourEvents events = one.getValue();
      long hour = one.getKey();
      if (!events.isNone()) {
        HourCounts there = TallyTable.of(dialect, connection, hour);
        HourCounts before =
            said.isUntouched(hour) ? HourCounts.NONE : there.minus(left(hour, there));
        switch (said.standing(hour, before)) {
          case PROVEN -> digests.put(hour, before.plus(events.counts(there.models())).digest(hour));
          case WITHIN_BOUNDS -> uncounted.add(hour);
          case WRONG -> miscounted.add(hour);
        }
      }
    }
    return new CountsNotice(said.last(), digests, uncounted, miscounted);
  }

  /** What the events of an hour count for that are there and that no notice spoke for. */
  private HourCounts left(long hour, HourCounts there) throws SQLException {
    var events = new HourEvents();
    try (PreparedStatement select =
        connection.prepareStatement(
            EVENTS + dialect.ofAnyVerdict() + " AND gone.at >= ? AND gone.at < ?")) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setLong(1, hour * TallyWriter.MICROS_PER_HOUR);
      select.setLong(2, (hour + 1) * TallyWriter.MICROS_PER_HOUR);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          add(rows, events);
        }
      }
    }
    return events.counts(there.models());
  }
}
