package dev.keeptrail.detectors.evaluation;

import dev.keeptrail.detectors.evaluation.corpus.Corpus;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import dev.keeptrail.detectors.evaluation.score.ArgumentScorer;
import dev.keeptrail.detectors.evaluation.score.CaseScorer;
import dev.keeptrail.detectors.evaluation.score.ContainerReport;
import dev.keeptrail.detectors.evaluation.score.DisguiseReport;
import dev.keeptrail.detectors.evaluation.score.Goals;
import dev.keeptrail.detectors.evaluation.score.InjectionScorer;
import dev.keeptrail.detectors.evaluation.score.KeywordScorer;
import dev.keeptrail.detectors.evaluation.score.Samples;
import dev.keeptrail.detectors.evaluation.score.SchemeScorer;
import dev.keeptrail.detectors.evaluation.score.Scorer;
import dev.keeptrail.detectors.evaluation.score.SecretScorer;
import dev.keeptrail.detectors.evaluation.score.SpanScorer;
import dev.keeptrail.detectors.evaluation.score.ThroughputReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores the built-in detectors on every labelled row of a folder. Rows of any known form are
 * recognised by their fields; broken rows are counted and told, never fatal. The result does not
 * depend on the number of threads.
 */
public final class Evaluation {
  private static final int BATCH = 64;
  private static final int SHOWN_PROBLEMS = 20;
  private static final int SAMPLES = 1_500;

  private final EvaluationOptions options;
  private final Progress progress;
  private final Misses misses;
  private final Samples samples = new Samples(SAMPLES);
  private final List<Scorer<?, ?>> scorers;
  private final List<Corpus.Problem> problems = new ArrayList<>();
  private final Map<String, Long> unscored = new TreeMap<>();
  private final SortedSet<String> sets = new TreeSet<>();
  private long rows;

  private Evaluation(EvaluationOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.misses = new Misses(options.errors());
    this.scorers =
        List.of(
            new InjectionScorer(misses, samples),
            new SpanScorer(misses, samples),
            new CaseScorer(misses),
            new SchemeScorer(misses),
            new SecretScorer(misses, samples),
            new ArgumentScorer(misses),
            new KeywordScorer(misses));
  }

  /** Told after each file, on the calling thread. */
  @FunctionalInterface
  public interface Progress {
    void done(Path file, int number, int count, int rows);
  }

  /**
   * What it came to.
   *
   * @param rows rows that were scored
   * @param sets the sets that rows of the data are of, wanted or not
   * @param problems the rows that could not be used, each with what is wrong
   */
  public record Result(
      Report report, long rows, SortedSet<String> sets, List<Corpus.Problem> problems) {
    public Result {
      sets = Collections.unmodifiableSortedSet(new TreeSet<>(sets));
      problems = List.copyOf(problems);
    }

    /** How many rows could not be used. */
    public long broken() {
      return problems.size();
    }
  }

  /**
   * Runs it.
   *
   * @throws IOException when the folder cannot be listed
   * @throws InterruptedException when the thread was interrupted while it waited
   */
  public static Result run(EvaluationOptions options, Progress progress)
      throws IOException, InterruptedException {
    return new Evaluation(options, progress).run();
  }

  private Result run() throws IOException, InterruptedException {
    Corpus corpus = Corpus.open(options.data(), options.onlyFamily());
    try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
      int number = 0;
      for (Path file : corpus.files()) {
        number++;
        Corpus.Contents contents = corpus.read(file);
        problems.addAll(contents.problems());
        List<LabelledRow> wanted = contents.rows().stream().filter(this::isWanted).toList();
        rows += wanted.size();
        for (Scorer<?, ?> scorer : scorers) {
          score(wanted, scorer, threads);
        }
        progress.done(file, number, corpus.files().size(), wanted.size());
      }
    }
    return new Result(report(corpus.files().size()), rows, sets, problems);
  }

  private boolean isWanted(LabelledRow row) {
    sets.add(row.set());
    if (!options.sets().isEmpty() && !options.sets().contains(row.set())) {
      return false;
    }
    if (row instanceof LabelledRow.Unscored idle) {
      unscored.merge(idle.set() + ": " + idle.reason(), 1L, Long::sum);
      return false;
    }
    return options.only().isEmpty() || options.only().contains(LabelledRow.family(row));
  }

  private <R extends LabelledRow, O> void score(
      List<LabelledRow> all, Scorer<R, O> scorer, ExecutorService threads)
      throws InterruptedException {
    List<R> mine = all.stream().filter(scorer.rows()::isInstance).map(scorer.rows()::cast).toList();
    if (mine.isEmpty()) {
      return;
    }
    scorer.prepare(mine);
    var batches = new ArrayList<Future<List<O>>>();
    for (int from = 0; from < mine.size(); from += BATCH) {
      List<R> batch = mine.subList(from, Math.min(mine.size(), from + BATCH));
      batches.add(threads.submit(() -> batch.stream().map(scorer::judge).toList()));
    }
    int next = 0;
    for (Future<List<O>> batch : batches) {
      for (O outcome : result(batch)) {
        scorer.add(mine.get(next++), outcome);
      }
    }
  }

  private static <O> List<O> result(Future<List<O>> batch) throws InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a scorer failed", e.getCause());
    }
  }

  private Report report(int files) {
    var report = new Report();
    Section section = report.section("The data");
    section.note(
        "%,d rows of %,d files were scored; %,d rows say nothing that can be scored, %,d are broken."
            .formatted(
                rows,
                files,
                unscored.values().stream().mapToLong(Long::longValue).sum(),
                problems.size()));
    section.table(idle());
    section.table(broken());
    for (Scorer<?, ?> scorer : scorers) {
      scorer.report(report);
    }
    if (options.disguises()) {
      new DisguiseReport(samples).addTo(report);
      new ContainerReport(samples, misses).addTo(report);
    }
    if (options.cost()) {
      new ThroughputReport(samples).addTo(report);
    }
    Goals.addTo(report);
    misses.report(report);
    report.figure("rows.scored", (double) rows);
    report.figure("rows.broken", problems.size());
    return report;
  }

  private Table idle() {
    var table = new Table("Rows that are not scored", "set, reason", "rows");
    unscored.forEach((reason, count) -> table.add(Cell.of(reason), Cell.of(count)));
    return table;
  }

  private Table broken() {
    var table =
        new Table("Broken rows, the first %d".formatted(SHOWN_PROBLEMS), "place", "what is wrong");
    problems.stream()
        .limit(SHOWN_PROBLEMS)
        .forEach(problem ->
            table.add(Cell.of(String.valueOf(problem.place())), Cell.of(problem.message())));
    return table;
  }
}
