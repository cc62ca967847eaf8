package dev.keeptrail.repl.report;

import dev.keeptrail.repl.compare.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to. The same exchanges and packs give an equal report, whatever the number of
 * threads and the order of the exchanges; there are no clocks in it.
 *
 * @param baseline null where the candidate was held against what was recorded
 * @param prices which prices costs go by; null for those of the time
 * @param partial whether the replay was stopped before its end
 * @param events how many exchanges were looked at
 * @param counts how many of each change; every change has a number
 * @param transitions how many exchanges went from one verdict to another, such as {@code
 *     allow>block}, those that stayed included
 * @param notReplayable by what it would take
 * @param groups by dimension: {@code policy}, {@code reason}, {@code model}, {@code user}
 * @param rules by the first rule where the traces part
 * @param flips changed decisions, those of each kind with the smallest ids; all where they fit
 * @param results SHA-256 over what came of every exchange, whatever their order
 */
public record ReplayReport(
    PackName candidate,
    @Nullable PackName baseline,
    String findings,
    @Nullable String prices,
    boolean partial,
    long events,
    Map<Change, Long> counts,
    Map<String, Long> transitions,
    List<Group> notReplayable,
    Map<String, List<Group>> groups,
    List<RuleGroup> rules,
    Totals totals,
    List<Flip> flips,
    String results) {
  public ReplayReport {
    counts = Map.copyOf(counts);
    notReplayable = List.copyOf(notReplayable);
    rules = List.copyOf(rules);
    flips = List.copyOf(flips);
  }

  /** How many exchanges had that change. */
  public long count(Change change) {
    return counts.getOrDefault(change, 0L);
  }

  /** How many decisions are others. */
  public long flipped() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isFlip())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * A pack.
   *
   * @param digest of its plan
   * @param file where it was read from, as it was named; empty where that is not known. Not part of
   *     a report's digest
   */
  public record PackName(String name, String version, String digest, String file) {
    public String label() {
      return name + " " + version;
    }
  }

  /**
   * Exchanges that have something in common.
   *
   * @param changes how many of each change; those of which there are none are left out
   * @param examples ids, the smallest first
   */
  public record Group(String name, long events, Map<Change, Long> changes, List<String> examples) {
    public Group {
      examples = List.copyOf(examples);
    }
  }

  /** Changed decisions whose traces part at the same rules. */
  public record RuleGroup(
      @Nullable RuleRef baseline, @Nullable RuleRef candidate, long events, List<String> examples) {
    public RuleGroup {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A rule, and where it is written.
   *
   * @param place file, line and column; empty for a rule that its kind brings, or where the pack's
   *     sources are not at hand
   * @param line the line itself
   */
  public record RuleRef(String policy, String rule, String effect, String place, String line) {
    public String name() {
      return policy + "." + rule;
    }
  }

  /**
   * Numbers over all exchanges.
   *
   * @param recordedUsd what the recorded exchanges cost, where that is known, at the prices of the
   *     report
   * @param savedUsd what those of them cost that the candidate would not have sent to a provider
   * @param newlyAsked exchanges that the candidate would have sent and the baseline had not; what
   *     they would cost is not known
   * @param openEnds decisions that later phases could still have changed, which were not recorded
   * @param faults decisions of the candidate with failures
   */
  public record Totals(
      double recordedUsd, double savedUsd, long newlyAsked, long openEnds, long faults) {}
}
