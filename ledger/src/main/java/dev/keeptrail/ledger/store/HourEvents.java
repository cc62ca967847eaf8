package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of one hour, counted. One thread. */
final class HourEvents {
  private final Map<Alike, TallySums> alike = new HashMap<>();
  private final @Nullable Set<String> counted;
  private long first = Long.MAX_VALUE;
  private long last;

  /** Of an hour of which it is not known yet which models have rows. */
  HourEvents() {
    this.counted = null;
  }

  /**
   * The same in less memory: callers choose models, and many names are counted as one.
   *
   * @param counted the models that have rows in this hour
   */
  HourEvents(Set<String> counted) {
    this.counted = counted;
  }

  /** Events that are counted in the same rows are added up before. */
  private record Alike(
      String verdict,
      String provider,
      String reason,
      @Nullable String policy,
      String model,
      String pack,
      int step) {
    @Nullable String name(TallyKind kind, Set<String> models) {
      return switch (kind) {
        case PROVIDER -> provider;
        case REASON -> reason;
        case POLICY -> policy;
        case MODEL -> TallyWriter.counted(model, models);
        case PACK -> pack;
        case LATENCY -> Integer.toString(step);
      };
    }
  }

  void add(long sequence, String verdict, Filing filing) {
    first = Math.min(first, sequence);
    last = Math.max(last, sequence);
    var key =
        new Alike(
            verdict,
            filing.provider(),
            filing.reason(),
            filing.policy(),
            counted == null ? filing.model() : TallyWriter.counted(filing.model(), counted),
            filing.pack(),
            filing.latencyStep());
    alike.merge(key, TallySums.of(filing), TallySums::plus);
  }

  boolean isNone() {
    return alike.isEmpty();
  }

  /** Number of the first event. */
  long first() {
    return first;
  }

  /** Number of the last event; 0 where there is none. */
  long last() {
    return last;
  }

  /**
   * The rows that they are counted in.
   *
   * @param models that have rows in this hour
   */
  HourCounts counts(Set<String> models) {
    Map<TallyRow, TallySums> rows = new HashMap<>();
    alike.forEach((one, sums) -> {
      for (TallyKind kind : TallyKind.values()) {
        String name = one.name(kind, models);
        if (name != null) {
          rows.merge(new TallyRow(kind.word(), name, one.verdict()), sums, TallySums::plus);
        }
      }
    });
    return HourCounts.of(rows);
  }
}
