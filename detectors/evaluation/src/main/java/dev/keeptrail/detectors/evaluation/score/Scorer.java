package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Report;
import java.util.List;

/**
 * Scores the rows of one form. Rows are judged by many threads, each on its own; results are added
 * by one thread in the order of the corpus.
 *
 * @param <R> the rows
 * @param <O> what judging one comes to; small, because all of them may be kept
 */
public interface Scorer<R extends LabelledRow, O> {
  Class<R> rows();

  /** Called with all rows of a file before any of them is judged. */
  default void prepare(List<R> rows) {}

  O judge(R row);

  void add(R row, O outcome);

  /** Adds tables and figures, if there were any rows. */
  void report(Report report);
}
