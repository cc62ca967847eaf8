package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as SQL with its parameters. For the newest first, the keys are looked up in the index
 * that fits (time, verdict and time, policy and time), each look-up bounded by the limit, and only
 * the rows that remain are fetched. For the oldest first, the table is read on from the sequence
 * number.
 */
final class EventSql {
  /** Bounds beyond it are before or after every event there can be. */
  private static final long FARTHEST_SECOND = 1L << 40;

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final EventQuery query;

  private EventSql(EventQuery query) {
    this.query = query;
  }

  static EventSql of(EventQuery query) {
    EventSql statement = new EventSql(query);
    switch (query.order()) {
      case NEWEST_FIRST -> statement.newestFirst();
      case OLDEST_FIRST -> statement.oldestFirst();
    }
    return statement;
  }

  String text() {
    return sql.toString();
  }

  /** Strings and longs, in the order of the question marks. */
  List<Object> parameters() {
    return parameters;
  }

  private void newestFirst() {
    sql.append("SELECT event.sequence, event.json FROM (SELECT at, sequence FROM (");
    keys();
    sql.append(") ORDER BY at DESC, sequence DESC");
    limit();
    sql.append(") AS key CROSS JOIN event ON event.sequence = key.sequence");
    sql.append(" ORDER BY key.at DESC, key.sequence DESC");
  }

  private void keys() {
    String policy = query.policy();
    if (policy != null) {
      policyKeys(policy);
    } else if (query.verdicts().isEmpty()) {
      eventKeys("event_by_time", null);
    } else {
      String union = "SELECT * FROM (";
      for (String verdict : query.verdicts()) {
        sql.append(union);
        eventKeys("event_by_verdict", verdict);
        sql.append(")");
        union = " UNION ALL SELECT * FROM (";
      }
    }
  }

  private void eventKeys(String index, @Nullable String verdict) {
    sql.append("SELECT at, sequence FROM event INDEXED BY ").append(index);
    sql.append(" WHERE sequence > ?");
    parameters.add(query.afterSequence());
    condition(" AND verdict = ?", verdict);
    bounds("at");
    sql.append(" ORDER BY at DESC, sequence DESC");
    limit();
  }

  private void policyKeys(String policy) {
    sql.append("SELECT decided.at, decided.sequence FROM deciding_policy AS decided");
    sql.append(" WHERE decided.policy = ? AND decided.sequence > ?");
    parameters.add(policy);
    parameters.add(query.afterSequence());
    bounds("decided.at");
    if (!query.verdicts().isEmpty()) {
      sql.append(" AND (SELECT verdict FROM event WHERE sequence = decided.sequence)");
      verdicts();
    }
    sql.append(" ORDER BY decided.at DESC, decided.sequence DESC");
    limit();
  }

  private void oldestFirst() {
    sql.append("SELECT sequence, json FROM event WHERE sequence > ?");
    parameters.add(query.afterSequence());
    // WHY: the plus keeps SQLite from leaving the table's order for an index on this column.
    bounds("+at");
    if (!query.verdicts().isEmpty()) {
      sql.append(" AND +verdict");
      verdicts();
    }
    condition(
        " AND EXISTS (SELECT 1 FROM deciding_policy AS decided WHERE decided.policy = ?"
            + " AND decided.at = event.at AND decided.sequence = event.sequence)",
        query.policy());
    sql.append(" ORDER BY sequence");
    limit();
  }

  private void bounds(String column) {
    condition(" AND " + column + " >= ?", micros(query.since()));
    condition(" AND " + column + " < ?", micros(query.until()));
  }

  private void verdicts() {
    sql.append(" IN (?").append(", ?".repeat(query.verdicts().size() - 1)).append(")");
    parameters.addAll(query.verdicts());
  }

  private void limit() {
    sql.append(" LIMIT ?");
    parameters.add((long) query.limit());
  }

  private void condition(String text, @Nullable Object parameter) {
    if (parameter != null) {
      sql.append(text);
      parameters.add(parameter);
    }
  }

  /**
   * Rounded up, because events are cut to whole microseconds: a bound inside a microsecond lies
   * after every event of it.
   */
  private static @Nullable Long micros(@Nullable Instant bound) {
    if (bound == null) {
      return null;
    }
    if (Math.abs(bound.getEpochSecond()) > FARTHEST_SECOND) {
      return bound.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    long micros = EventTimestamp.toMicros(bound);
    return bound.getNano() % 1_000 == 0 ? micros : micros + 1;
  }
}
