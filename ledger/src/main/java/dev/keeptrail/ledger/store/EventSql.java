package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A query as SQL with its parameters. For the newest first, keys are looked up in the index that
 * fits best (policy, reason, model, provider, verdict or nothing, each with the time), each look-up
 * bounded; what else is asked for is tried on each key, and only the rows that remain are fetched.
 * For the oldest first, the table is read on from the sequence number.
 */
final class EventSql {
  /** All that there are. */
  static final List<String> VERDICTS = List.of("allow", "redact", "escalate", "block");

  /** As many keys as there are. */
  private static final int ALL = -1;

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final Dialect dialect;
  private final EventQuery query;
  private final EventTerms terms;

  /** Whether events may be there that are not filed yet. */
  private final boolean unfiled;

  /** How many keys are looked at; {@link #ALL} for all there are. */
  private final int slice;

  private EventSql(Dialect dialect, EventQuery query, boolean unfiled, int slice) {
    this.dialect = dialect;
    this.query = query;
    this.terms = query.terms();
    this.unfiled = unfiled;
    this.slice = slice;
  }

  /**
   * All that a query asks for.
   *
   * @param unfiled whether events may be there that are not filed yet
   */
  static EventSql of(Dialect dialect, EventQuery query, boolean unfiled) {
    var statement = new EventSql(dialect, query, unfiled, ALL);
    switch (query.order()) {
      case NEWEST_FIRST -> statement.newestFirst();
      case OLDEST_FIRST -> statement.oldestFirst();
    }
    return statement;
  }

  /** The newest of those among the first so many keys of the best index. */
  static EventSql slice(Dialect dialect, EventQuery query, boolean unfiled, int keys) {
    var statement = new EventSql(dialect, query, unfiled, keys);
    statement.newestFirst();
    return statement;
  }

  /** The position of the last key of such a slice; no row when there are fewer. */
  static EventSql endOfSlice(Dialect dialect, EventQuery query, boolean unfiled, int keys) {
    var statement = new EventSql(dialect, query, unfiled, keys);
    statement.keys();
    statement.sql.append(" LIMIT 1 OFFSET ?");
    statement.parameters.add((long) keys - 1);
    return statement;
  }

  /** The least and the greatest number of a decision of the query's time. */
  static EventSql span(Dialect dialect, EventQuery query) {
    var statement = new EventSql(dialect, query, false, ALL);
    statement.sql.append("SELECT min(sequence), max(sequence) FROM event");
    statement.sql.append(dialect.indexedBy("event_by_verdict")).append(" WHERE ");
    statement.sql.append(dialect.ofAnyVerdict());
    statement.bounds("at");
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
    sql.append("SELECT event.sequence, event.json, key.at FROM (SELECT at, sequence FROM (");
    keys();
    limit(slice == ALL ? query.limit() : slice);
    sql.append(") AS found");
    if (slice != ALL) {
      sql.append(" WHERE true");
      rest("found.sequence");
    }
    sql.append(" ORDER BY at DESC, sequence DESC");
    limit(query.limit());
    sql.append(") AS key").append(dialect.joinInOrder());
    sql.append("event ON event.sequence = key.sequence");
    sql.append(" ORDER BY key.at DESC, key.sequence DESC");
  }

  /** Keys in falling order, without a limit. */
  private void keys() {
    if (query.policy() != null) {
      from("deciding_policy AS decided", "decided", "decided.policy = ?", query.policy());
      andUnfiled(
          "decided",
          "EXISTS (SELECT 1 FROM " + UnfiledTable.DECIDING + " WHERE deciding.value = ?)",
          query.policy());
    } else if (terms.reason() != null) {
      filed("reason", terms.reason());
    } else if (terms.model() != null) {
      filed("model", terms.model());
    } else if (terms.provider() != null) {
      filed("provider", terms.provider());
    } else if (byVerdict() || dialect.findsTimesByVerdict()) {
      byEach(query.verdicts().isEmpty() ? VERDICTS : query.verdicts());
    } else {
      from("event AS entry", "entry", null, null);
      newestFirst("entry");
    }
  }

  /** Keys of each verdict come in their order, so they are merged. */
  private void byEach(Collection<String> verdicts) {
    String union = "";
    for (String verdict : verdicts) {
      sql.append(union);
      from(
          "event AS entry" + dialect.indexedBy("event_by_verdict"),
          "entry",
          "entry.verdict = ?",
          verdict);
      union = " UNION ALL ";
    }
    sql.append(" ORDER BY 1 DESC, 2 DESC");
  }

  private boolean byVerdict() {
    return query.policy() == null && !terms.isFiled() && !query.verdicts().isEmpty();
  }

  private void filed(String column, String name) {
    from(
        "filed AS entry" + dialect.indexedBy("filed_by_" + column),
        "entry",
        "entry." + column + " = ?",
        Filing.cut(name));
    andUnfiled("entry", "unfiled." + column + " = ?", Filing.cut(name));
  }

  /** The keys of what is not filed yet among those that are, in falling order. */
  private void andUnfiled(String entry, String condition, String value) {
    if (unfiled) {
      sql.append(" UNION ALL ");
      from(UnfiledTable.NAME, UnfiledTable.NAME, UnfiledTable.LATER + " AND " + condition, value);
      // Each of the two comes in this order, so they are merged.
      sql.append(" ORDER BY 1 DESC, 2 DESC");
    } else {
      newestFirst(entry);
    }
  }

  private void newestFirst(String entry) {
    sql.append(" ORDER BY ").append(entry).append(".at DESC, ");
    sql.append(entry).append(".sequence DESC");
  }

  private void from(
      String table, String entry, @Nullable String condition, @Nullable String value) {
    sql.append("SELECT ").append(entry).append(".at, ").append(entry).append(".sequence FROM ");
    sql.append(table).append(" WHERE ").append(entry).append(".sequence > ?");
    parameters.add(query.afterSequence());
    if (condition != null && value != null) {
      sql.append(" AND ").append(condition);
      parameters.add(value);
    }
    bounds(entry + ".at");
    EventPosition before = query.before();
    if (before != null) {
      condition(" AND " + entry + ".at <= ?", before.at());
      condition(" AND (" + entry + ".at < ?", before.at());
      condition(" OR " + entry + ".sequence < ?)", before.sequence());
    }
    if (slice == ALL) {
      rest(entry + ".sequence");
    }
  }

  /** Whether something is to be tried on keys that their index does not answer. */
  static boolean hasRest(EventQuery query) {
    var statement = new EventSql(Dialect.SQLITE, query, false, 1);
    statement.rest("");
    return !statement.sql.isEmpty();
  }

  /** What the index of the keys does not answer. */
  private void rest(String sequence) {
    if (!query.verdicts().isEmpty() && !byVerdict()) {
      sql.append(" AND (SELECT verdict FROM event WHERE sequence = ").append(sequence).append(")");
      verdicts();
    }
    boolean policy = query.policy() != null;
    boolean reason = terms.reason() != null;
    also(sequence, "reason", policy ? terms.reason() : null);
    also(sequence, "model", policy || reason ? terms.model() : null);
    also(sequence, "provider", policy || reason || terms.model() != null ? terms.provider() : null);
    text("(SELECT json FROM event WHERE sequence = " + sequence + ")");
  }

  private void also(String sequence, String column, @Nullable String name) {
    if (name != null) {
      String of = "(SELECT " + column + " FROM %s AS one WHERE one.sequence = " + sequence + ")";
      String filed = of.formatted("filed");
      condition(
          " AND "
              + (unfiled ? "coalesce(" + filed + ", " + of.formatted("unfiled") + ")" : filed)
              + " = ?",
          Filing.cut(name));
    }
  }

  /** The text is looked for as it would stand in the JSON. */
  private void text(String json) {
    String text = terms.text();
    if (text != null) {
      condition(" AND " + dialect.contains(json), quoted(text));
    }
    member("user", terms.caller().user(), json);
    member("team", terms.caller().team(), json);
    member("key", terms.caller().key(), json);
  }

  /** Finds too many, which are looked at once they are read: names stand in other places too. */
  private void member(String name, @Nullable String value, String json) {
    if (value != null) {
      condition(" AND " + dialect.contains(json), "\"" + name + "\":\"" + quoted(value) + "\"");
    }
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
  }

  private void oldestFirst() {
    sql.append("SELECT sequence, json, at FROM event WHERE sequence > ?");
    parameters.add(query.afterSequence());
    // WHY: SQLite must not leave the table's order for an index on this column.
    bounds(dialect.unindexed("at"));
    if (!query.verdicts().isEmpty()) {
      sql.append(" AND ").append(dialect.unindexed("verdict"));
      verdicts();
    }
    decidedBy(query.policy());
    also("event.sequence", "reason", terms.reason());
    also("event.sequence", "model", terms.model());
    also("event.sequence", "provider", terms.provider());
    text("json");
    sql.append(" ORDER BY sequence");
    limit(query.limit());
  }

  private void decidedBy(@Nullable String policy) {
    String filed =
        "EXISTS (SELECT 1 FROM deciding_policy AS decided WHERE decided.policy = ?"
            + " AND decided.at = event.at AND decided.sequence = event.sequence)";
    if (unfiled) {
      condition(" AND (" + filed, policy);
      condition(
          " OR EXISTS (SELECT 1 FROM unfiled, "
              + UnfiledTable.DECIDING
              + " WHERE unfiled.sequence = event.sequence AND "
              + UnfiledTable.LATER
              + " AND deciding.value = ?))",
          policy);
    } else {
      condition(" AND " + filed, policy);
    }
  }

  private void bounds(String column) {
    condition(" AND " + column + " >= ?", micros(query.since()));
    condition(" AND " + column + " < ?", micros(query.until()));
  }

  private void verdicts() {
    sql.append(" IN (?").append(", ?".repeat(query.verdicts().size() - 1)).append(")");
    parameters.addAll(query.verdicts());
  }

  private void limit(long most) {
    sql.append(" LIMIT ?");
    parameters.add(most);
  }

  private void condition(String text, @Nullable Object parameter) {
    if (parameter != null) {
      sql.append(text);
      parameters.add(parameter);
    }
  }

  private static @Nullable Long micros(@Nullable Instant bound) {
    return bound == null ? null : EventTimestamp.toMicrosOfBound(bound);
  }
}
