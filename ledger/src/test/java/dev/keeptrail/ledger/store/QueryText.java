package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventQuery;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query as PostgreSQL gets it.
 *
 * @param parameters strings and longs, in the order of the question marks
 */
public record QueryText(String sql, List<Object> parameters) {
  /** All that a reader or a browser asks to answer a query. */
  public static List<QueryText> of(EventQuery query) {
    return Stream.of(
            EventSql.of(Dialect.POSTGRESQL, query, false),
            EventSql.slice(Dialect.POSTGRESQL, query, false, 1_000),
            EventSql.endOfSlice(Dialect.POSTGRESQL, query, false, 1_000))
        .map(one -> new QueryText(one.text(), one.parameters()))
        .toList();
  }
}
