package dev.keeptrail.detectors.evaluation;

import dev.keeptrail.detectors.evaluation.corpus.Family;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate, and how.
 *
 * @param data a folder of JSON Lines files, or one such file
 * @param only the families to score; empty for all
 * @param sets the sets to score; empty for all
 * @param errors how many wrongly judged rows to show of each group and kind
 * @param threads how many rows are scanned at the same time
 * @param disguises whether to put what is found into disguises and containers, too
 * @param cost whether to measure what a scan costs
 */
public record EvaluationOptions(
    Path data,
    Set<Family> only,
    Set<String> sets,
    int errors,
    int threads,
    boolean disguises,
    boolean cost) {
  public EvaluationOptions {
    only = Set.copyOf(only);
    sets = Set.copyOf(sets);
    if (errors < 0 || threads < 1) {
      throw new IllegalArgumentException("errors from 0 on, threads from 1 on");
    }
  }

  @Nullable Family onlyFamily() {
    return only.size() == 1 ? only.iterator().next() : null;
  }
}
