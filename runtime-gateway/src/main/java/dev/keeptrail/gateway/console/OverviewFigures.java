package dev.keeptrail.gateway.console;

import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.LatencyScale;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the overview is drawn from: counts by the hour, put together in slots of some hours each.
 *
 * @param slots in order, also those without events
 */
public record OverviewFigures(Range range, List<Slot> slots, Map<TallyKind, List<Tally>> tops) {
  static final List<TallyKind> TOPS =
      List.of(TallyKind.REASON, TallyKind.POLICY, TallyKind.MODEL, TallyKind.PROVIDER);

  /** How far back, and how many hours are one slot. */
  public enum Range {
    DAY("24h", 24, 1),
    WEEK("7d", 7 * 24, 6),
    MONTH("30d", 30 * 24, 24),
    QUARTER("90d", 90 * 24, 72);

    private final String word;
    private final int hours;
    private final int step;

    Range(String word, int hours, int step) {
      this.word = word;
      this.hours = hours;
      this.step = step;
    }

    String word() {
      return word;
    }

    /** The range of this name; a day where there is none. */
    public static Range of(String word) {
      for (Range range : values()) {
        if (range.word.equals(word)) {
          return range;
        }
      }
      return DAY;
    }
  }

  /**
   * Some hours.
   *
   * @param events by verdict
   * @param latencies how many events there are in each step of the scale
   */
  public record Slot(
      Instant from,
      Map<String, Long> events,
      long microUsd,
      long unpriced,
      long tokens,
      SortedMap<Integer, Long> latencies) {
    long all() {
      return events.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Reads the figures up to now. */
  public static OverviewFigures read(EventBrowser browser, Range range, Instant now)
      throws LedgerException {
    long step = Duration.ofHours(range.step).toSeconds();
    Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    long last = Math.floorDiv(end.getEpochSecond() - 1, step) * step;
    Instant start = Instant.ofEpochSecond(last - step * (range.hours / range.step - 1));
    Map<Instant, Draft> drafts = new TreeMap<>();
    for (long at = start.getEpochSecond(); at <= last; at += step) {
      drafts.put(Instant.ofEpochSecond(at), new Draft());
    }
    for (Tally tally : browser.overTime(TallyKind.PROVIDER, start, end, range.step)) {
      Draft draft = drafts.get(tally.from());
      if (draft != null) {
        draft.add(tally);
      }
    }
    for (Tally tally : browser.overTime(TallyKind.LATENCY, start, end, range.step)) {
      Draft draft = drafts.get(tally.from());
      if (draft != null) {
        draft.latencies.merge(Integer.valueOf(tally.name()), tally.events(), Long::sum);
      }
    }
    List<Slot> slots = new ArrayList<>();
    drafts.forEach((from, draft) -> slots.add(draft.slot(from)));
    Map<TallyKind, List<Tally>> tops = new TreeMap<>();
    for (TallyKind kind : TOPS) {
      tops.put(kind, browser.byName(kind, start, end));
    }
    return new OverviewFigures(range, List.copyOf(slots), Map.copyOf(tops));
  }

  private static final class Draft {
    private final Map<String, Long> events = new TreeMap<>();
    private final SortedMap<Integer, Long> latencies = new TreeMap<>();
    private long microUsd;
    private long unpriced;
    private long tokens;

    private void add(Tally tally) {
      events.merge(tally.verdict(), tally.events(), Long::sum);
      microUsd += tally.microUsd();
      unpriced += tally.unpriced();
      tokens += tally.tokens();
    }

    private Slot slot(Instant from) {
      return new Slot(from, events, microUsd, unpriced, tokens, latencies);
    }
  }

  /** Latencies of all slots together. */
  long percentile(double share) {
    SortedMap<Integer, Long> all = new TreeMap<>();
    slots.forEach(
        slot -> slot.latencies().forEach((step, count) -> all.merge(step, count, Long::sum)));
    return LatencyScale.percentile(all, share);
  }
}
