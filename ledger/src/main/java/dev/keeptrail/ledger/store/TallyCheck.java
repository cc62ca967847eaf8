package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts events once more and compares that with what was counted while they were recorded. One
 * use, one thread.
 *
 * <p>Counts outlive events that are pruned. Hours in which some may have been may count more than
 * there is left, and all of them together no more than went.
 */
final class TallyCheck {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final long SECONDS_PER_HOUR = 3_600;

  private final Map<Long, Hour> hours = new TreeMap<>();
  private final Map<Long, Map<Row, Sums>> counted = new HashMap<>();

  /** What tells rows of one hour apart. */
  private record Row(String kind, String name, String verdict) {}

  /** Events that are counted in the same rows are added up before. */
  private record Alike(
      String verdict,
      String provider,
      String reason,
      @Nullable String policy,
      String model,
      String pack,
      int step) {}

  /** What a row adds up. */
  private static final class Sums {
    private long events;
    private long tokens;
    private long microUsd;
    private long unpriced;

    void add(long moreEvents, long moreTokens, long moreMicroUsd, long moreUnpriced) {
      events += moreEvents;
      tokens += moreTokens;
      microUsd += moreMicroUsd;
      unpriced += moreUnpriced;
    }

    void add(Sums other) {
      add(other.events, other.tokens, other.microUsd, other.unpriced);
    }

    boolean equalTo(Sums other) {
      return events == other.events
          && tokens == other.tokens
          && microUsd == other.microUsd
          && unpriced == other.unpriced;
    }

    boolean atLeast(Sums other) {
      return events >= other.events
          && tokens >= other.tokens
          && microUsd >= other.microUsd
          && unpriced >= other.unpriced;
    }
  }

  /** The events of an hour. */
  private static final class Hour {
    private long first = Long.MAX_VALUE;
    private long last;
    private final Map<Alike, Sums> alike = new HashMap<>();

    void add(long sequence, String verdict, Filing filing) {
      first = Math.min(first, sequence);
      last = Math.max(last, sequence);
      alike
          .computeIfAbsent(
              new Alike(
                  verdict,
                  filing.provider(),
                  filing.reason(),
                  filing.policy(),
                  filing.model(),
                  filing.pack(),
                  filing.latencyStep()),
              _ -> new Sums())
          .add(1, filing.tokens(), filing.microUsd(), filing.unpriced() ? 1 : 0);
    }

    Map<Row, Sums> rows(Set<String> models) {
      Map<Row, Sums> rows = new HashMap<>();
      alike.forEach((one, sums) -> {
        for (TallyKind kind : TallyKind.values()) {
          String name =
              switch (kind) {
                case PROVIDER -> one.provider();
                case REASON -> one.reason();
                case POLICY -> one.policy();
                case MODEL -> TallyWriter.counted(one.model(), models);
                case PACK -> one.pack();
                case LATENCY -> Integer.toString(one.step());
              };
          if (name != null) {
            rows.computeIfAbsent(new Row(kind.word(), name, one.verdict()), _ -> new Sums())
                .add(sums);
          }
        }
      });
      return rows;
    }
  }

  void add(long sequence, long at, String verdict, Filing filing) {
    hours
        .computeIfAbsent(Math.floorDiv(at, TallyWriter.MICROS_PER_HOUR), _ -> new Hour())
        .add(sequence, verdict, filing);
  }

  /**
   * Compares, after the last event.
   *
   * @param prunedUntil events before it may have been pruned, in microseconds since 1970
   * @param gone how many were
   * @param last number of the last event
   */
  void compare(Connection connection, long prunedUntil, long gone, long last, Copies.Sink sink)
      throws SQLException {
    read(connection);
    Set<Long> all = new TreeSet<>(hours.keySet());
    all.addAll(counted.keySet());
    long surplus = 0;
    for (long number : all) {
      Hour hour = hours.getOrDefault(number, new Hour());
      Map<Row, Sums> there = counted.getOrDefault(number, Map.of());
      Map<Row, Sums> expected = hour.rows(models(there.keySet()));
      boolean mayHaveMore = gone > 0 && number * TallyWriter.MICROS_PER_HOUR < prunedUntil;
      Set<String> wrong = wrong(there, expected, mayHaveMore);
      if (!wrong.isEmpty()) {
        boolean empty = hour.last == 0;
        sink.found(
            Breach.Kind.MISCOUNTED,
            empty ? 1 : hour.first,
            empty ? last : hour.last,
            "what is counted by "
                + String.join(", ", wrong)
                + " in the hour from "
                + Instant.ofEpochSecond(number * SECONDS_PER_HOUR)
                + " is not what its events come to");
      }
      surplus += events(there) - events(expected);
    }
    if (surplus > gone) {
      sink.found(
          Breach.Kind.MISCOUNTED,
          1,
          last,
          "%d events are counted that are not there, and %d were pruned".formatted(surplus, gone));
    }
  }

  private static long events(Map<Row, Sums> rows) {
    // Every event has a provider.
    return rows.entrySet().stream()
        .filter(row -> row.getKey().kind().equals(TallyKind.PROVIDER.word()))
        .mapToLong(row -> row.getValue().events)
        .sum();
  }

  private static Set<String> models(Set<Row> rows) {
    Set<String> models = new HashSet<>();
    for (Row row : rows) {
      if (row.kind().equals(TallyKind.MODEL.word())) {
        models.add(row.name());
      }
    }
    return models;
  }

  /** The kinds of which a row says something else. */
  private static Set<String> wrong(
      Map<Row, Sums> there, Map<Row, Sums> expected, boolean mayHaveMore) {
    Set<String> wrong = new TreeSet<>();
    expected.forEach((row, sums) -> {
      Sums found = there.get(row);
      if (found == null || !(mayHaveMore ? found.atLeast(sums) : found.equalTo(sums))) {
        wrong.add(row.kind());
      }
    });
    if (!mayHaveMore) {
      for (Row row : there.keySet()) {
        if (!expected.containsKey(row)) {
          wrong.add(row.kind());
        }
      }
    }
    return wrong;
  }

  private void read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kind, hour, name, verdict, events, tokens, micro_usd, unpriced FROM tally")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          var row =
              new Row(
                  String.valueOf(rows.getString(1)),
                  String.valueOf(rows.getString(3)),
                  String.valueOf(rows.getString(4)));
          var sums = new Sums();
          sums.add(rows.getLong(5), rows.getLong(6), rows.getLong(7), rows.getLong(8));
          counted.computeIfAbsent(rows.getLong(2), _ -> new HashMap<>()).put(row, sums);
        }
      }
    }
  }
}
