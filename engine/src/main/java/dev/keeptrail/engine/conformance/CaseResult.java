package dev.keeptrail.engine.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a subject did on one case.
 *
 * @param failure why there is no answer to compare; null when there is
 * @param differences what differs; empty on a pass
 */
public record CaseResult(
    ConformanceCase given, Status status, @Nullable String failure, List<Difference> differences) {
  public CaseResult {
    differences = List.copyOf(differences);
  }

  /** What came of a case. */
  public enum Status {
    PASSED("passed"),
    FAILED("failed"),
    /** The subject cannot be asked about the family. */
    SKIPPED("skipped");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One file that is not as expected.
   *
   * @param line the first line that differs, counted from 1
   * @param expected that line; null when the expectation ends before it, or is no file at all
   * @param got that line; null when the answer ends before it, or there is none
   */
  public record Difference(
      String file, String from, int line, @Nullable String expected, @Nullable String got) {}
}
