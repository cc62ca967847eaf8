package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts events by the hour. What one transaction adds is gathered and written once, so that a
 * count costs less the more events come together. Used by the writer's thread only.
 */
final class TallyWriter {
  static final long MICROS_PER_HOUR = 3_600_000_000L;

  /** Callers choose names of models; so many of one hour are counted apart. */
  private static final int MOST_MODELS = 256;

  private static final String OTHERS = "(others)";

  private final Insertion counted;
  private final PreparedStatement names;
  private final Map<Key, long[]> gathered = new HashMap<>();

  /** The models of the hours that were counted last. */
  private final Map<Long, Set<String>> models =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<String>> eldest) {
          return size() > 4;
        }
      };

  private record Key(TallyKind kind, long hour, String name, String verdict) {}

  TallyWriter(Dialect dialect, Connection connection) throws SQLException {
    counted =
        new Insertion(
            dialect,
            connection,
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (kind, hour, name, verdict) DO UPDATE SET"
                + " events = tally.events + excluded.events,"
                + " tokens = tally.tokens + excluded.tokens,"
                + " micro_usd = tally.micro_usd + excluded.micro_usd,"
                + " unpriced = tally.unpriced + excluded.unpriced");
    names =
        connection.prepareStatement(
            "SELECT DISTINCT name FROM %s WHERE kind = 'model' AND hour = ?"
                .formatted(UnfiledTable.tally(dialect.filesLater())));
  }

  void add(long at, String verdict, Filing filing) throws SQLException {
    long hour = hour(at);
    for (TallyKind kind : TallyKind.values()) {
      String name =
          switch (kind) {
            case PROVIDER -> filing.provider();
            case REASON -> filing.reason();
            case POLICY -> filing.policy();
            case MODEL -> model(hour, filing.model());
            case PACK -> filing.pack();
            case LATENCY -> Integer.toString(filing.latencyStep());
          };
      if (name != null) {
        long[] sums =
            gathered.computeIfAbsent(new Key(kind, hour, name, verdict), _ -> new long[4]);
        sums[0]++;
        sums[1] += filing.tokens();
        sums[2] += filing.microUsd();
        sums[3] += filing.unpriced() ? 1 : 0;
      }
    }
  }

  /**
   * What a model of an hour is counted as, given the names that have rows in it: the first ones
   * have their own.
   */
  static String counted(String model, Set<String> names) {
    return names.contains(model) || names.size() < MOST_MODELS ? model : OTHERS;
  }

  /** The hour since 1970 that an event is counted in. */
  static long hour(long at) {
    return Math.floorDiv(at, MICROS_PER_HOUR);
  }

  /** What a model is counted as. */
  String model(long hour, String model) throws SQLException {
    Set<String> known = models.get(hour);
    if (known == null) {
      known = new HashSet<>();
      names.setLong(1, hour);
      try (ResultSet rows = names.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getString(1));
        }
      }
      models.put(hour, known);
    }
    return known.contains(model) || (known.size() < MOST_MODELS && known.add(model))
        ? model
        : OTHERS;
  }

  /** Writes what was gathered. */
  void flush() throws SQLException {
    for (var entry : gathered.entrySet()) {
      Key key = entry.getKey();
      PreparedStatement upsert = counted.row();
      upsert.setString(1, key.kind().word());
      upsert.setLong(2, key.hour());
      upsert.setString(3, key.name());
      upsert.setString(4, key.verdict());
      for (int at = 0; at < 4; at++) {
        upsert.setLong(5 + at, entry.getValue()[at]);
      }
      counted.add();
    }
    counted.flush();
    gathered.clear();
  }
}
