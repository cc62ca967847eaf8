package dev.keeptrail.engine.mutation;

import java.util.List;

/**
 * Which changes a pack's tests notice.
 *
 * @param tests how many tests there are
 * @param results in the order of the pack
 * @param leftOut how many changes were not tried, because there were too many or time was up
 */
public record MutationReport(int tests, List<Result> results, int leftOut) {
  public MutationReport {
    results = List.copyOf(results);
  }

  /** One change, and what the tests made of it. */
  public record Result(Mutant mutant, Fate fate) {}

  /** What became of a change. */
  public enum Fate {
    /** A test fails with it. */
    CAUGHT("caught"),
    /** All tests pass with it. */
    SURVIVED("survived"),
    /** No engine would load such a pack, so it says nothing of the tests. */
    IMPOSSIBLE("impossible");

    private final String word;

    Fate(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public long count(Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).count();
  }

  public List<Mutant> survivors() {
    return results.stream()
        .filter(result -> result.fate() == Fate.SURVIVED)
        .map(Result::mutant)
        .toList();
  }

  /**
   * The share of possible changes that is caught, 0 to 100. Where there is none it is 100; where
   * there were some and no time for one of them it is 0, because nothing speaks for the tests.
   */
  public double score() {
    long tried = count(Fate.CAUGHT) + count(Fate.SURVIVED);
    if (tried == 0) {
      return leftOut == 0 ? 100 : 0;
    }
    return 100.0 * count(Fate.CAUGHT) / tried;
  }
}
