package dev.keeptrail.engine.mutation;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.mutation.MutationReport.Fate;
import dev.keeptrail.engine.mutation.MutationReport.Result;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.TestBench;
import dev.keeptrail.engine.packtest.TestSet;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a pack in every small way and runs its tests on each. The report is the same for any
 * number of threads, unless time is up or somebody stops it. Thread-safe.
 *
 * @param engine the word of an engine
 * @param options those of {@link dev.keeptrail.engine.packtest.TestSession}, with or without
 *     plug-ins
 * @param maxMutants how many changes are tried at most, spread evenly over the pack
 */
public record Mutations(
    String engine, EngineOptions options, int threads, int maxMutants, Duration timeLimit) {
  public Mutations {
    if (threads < 1 || maxMutants < 1) {
      throw new IllegalArgumentException("at least one thread and one change");
    }
  }

  /** Is told at the beginning and after each change how far it has come, by many threads. */
  @FunctionalInterface
  public interface Progress {
    void at(int done, int total);
  }

  /**
   * The first test that fails as the pack is; null when all pass, so that changes say something.
   */
  public @Nullable String failing(CompiledPack pack, PackPlan plan, List<TestSet> tests)
      throws PlanLoadException {
    for (TestSet set : tests) {
      if (set.tests().isEmpty()) {
        continue;
      }
      try (TestBench bench = set.load(pack, plan, engine, options)) {
        for (int i = 0; i < set.tests().size(); i++) {
          CaseResult result = bench.run(i);
          if (!result.passed()) {
            return result.test().title();
          }
        }
      }
    }
    return null;
  }

  /**
   * Tries the changes.
   *
   * @param stopped whether to leave the rest out
   */
  public MutationReport run(
      CompiledPack pack,
      PackPlan plan,
      List<TestSet> tests,
      BooleanSupplier stopped,
      Progress progress)
      throws InterruptedException {
    List<Mutant> all = PlanMutations.of(pack, plan);
    List<Mutant> chosen = spread(all);
    long end = System.nanoTime() + timeLimit.toNanos();
    var done = new AtomicInteger();
    progress.at(0, chosen.size());
    List<Future<@Nullable Result>> tried = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (Mutant mutant : chosen) {
        tried.add(
            workers.submit(() -> {
              if (stopped.getAsBoolean() || System.nanoTime() - end > 0) {
                return null;
              }
              Result result = new Result(mutant, fate(pack, mutant, tests));
              progress.at(done.incrementAndGet(), chosen.size());
              return result;
            }));
      }
    }
    List<Result> results = new ArrayList<>();
    for (Future<@Nullable Result> one : tried) {
      Result result = result(one);
      if (result != null) {
        results.add(result);
      }
    }
    int count = tests.stream().mapToInt(set -> set.tests().size()).sum();
    return new MutationReport(count, results, all.size() - results.size());
  }

  private List<Mutant> spread(List<Mutant> all) {
    if (all.size() <= maxMutants) {
      return all;
    }
    List<Mutant> chosen = new ArrayList<>(maxMutants);
    for (int i = 0; i < maxMutants; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / maxMutants)));
    }
    return chosen;
  }

  private Fate fate(CompiledPack pack, Mutant mutant, List<TestSet> tests) {
    try {
      return failing(pack, mutant.plan(), tests) == null ? Fate.SURVIVED : Fate.CAUGHT;
    } catch (PlanLoadException | IllegalArgumentException | IllegalStateException impossible) {
      // WHY: the checks that keep authors from such a pack are not asked here.
      return Fate.IMPOSSIBLE;
    }
  }

  private static @Nullable Result result(Future<@Nullable Result> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a change could not be tried", failed.getCause());
    }
  }
}
