package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.testfile.TestCase;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One test, run.
 *
 * @param comparisons every part that the test expects something of
 * @param golden what became of its approved files; empty when they are not looked at
 */
public record CaseResult(
    TestCase test, CaseRun run, List<Comparison> comparisons, List<GoldenOutcome> golden) {
  public CaseResult {
    comparisons = List.copyOf(comparisons);
    golden = List.copyOf(golden);
  }

  public boolean passed() {
    return Stream.concat(
            comparisons.stream().map(Comparison::holds), golden.stream().map(GoldenOutcome::holds))
        .allMatch(holds -> holds);
  }

  /**
   * What became of one approved file.
   *
   * @param difference where the file first says something else; null where it is not there, or says
   *     the same
   */
  public record GoldenOutcome(String file, State state, @Nullable Difference difference) {
    public GoldenOutcome(String file, State state) {
      this(file, state, null);
    }

    /**
     * A line that differs.
     *
     * @param line from 1 on
     * @param approved what the file says there; empty behind its end
     * @param received what was decided
     */
    public record Difference(int line, String approved, String received) {}

    public boolean holds() {
      return state == State.SAME;
    }

    /** Whether the file says what was decided. */
    public enum State {
      SAME("says the same"),
      DIFFERENT("differs from what was received"),
      MISSING("is missing; `--golden --update` approves what was received"),
      UPDATED("was rewritten; look at the change and run again"),
      SURPLUS("belongs to no test");

      private final String words;

      State(String words) {
        this.words = words;
      }

      public String words() {
        return words;
      }
    }
  }
}
