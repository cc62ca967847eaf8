package dev.keeptrail.repl.backtest;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.backtest.TrafficCoverage.RuleUse;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.RuleName;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.ReplayProgress;
import dev.keeptrail.repl.saved.SavedTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Judges recorded traffic, and the exchanges that were saved as tests, and counts which rules fire.
 * The result is the same for any threads.
 */
public final class Backtest {
  private static final int BATCH = 512;

  private final ReplayPack pack;
  private final int threads;
  private final Map<RuleName, Long> fired = new HashMap<>();
  private final Map<RuleName, String> examples = new HashMap<>();
  private final Map<RuleName, Long> firedInTests = new HashMap<>();
  private final Map<RuleName, String> exampleTests = new HashMap<>();
  private final SortedMap<String, Long> notReplayable = new TreeMap<>();
  private long exchanges;

  private record Judged(String id, Judgement judgement) {}

  private Backtest(ReplayPack pack, int threads) {
    this.pack = pack;
    this.threads = threads;
  }

  /**
   * Runs to the end of the source, or until told to stop.
   *
   * @param pack stays the caller's
   * @param saved the exchanges that are tests of the pack
   * @throws ReplayInputException when the source cannot be read
   */
  public static TrafficCoverage run(
      ReplayPack pack,
      ReplaySource source,
      List<SavedTest> saved,
      int threads,
      BooleanSupplier stopped,
      ReplayProgress progress)
      throws ReplayInputException, InterruptedException {
    var backtest = new Backtest(pack, threads);
    boolean partial = backtest.judge(source, stopped, progress);
    long judgedTests = saved.stream().filter(backtest::judge).count();
    return new TrafficCoverage(
        pack.name(),
        backtest.exchanges,
        saved.size(),
        judgedTests,
        backtest.uses(),
        backtest.notReplayable,
        partial);
  }

  /** Whether somebody stopped it. */
  private boolean judge(ReplaySource source, BooleanSupplier stopped, ReplayProgress progress)
      throws ReplayInputException, InterruptedException {
    long total = source.count().orElse(-1);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<ReplayItem> batch = batch(source);
      while (!batch.isEmpty()) {
        if (stopped.getAsBoolean()) {
          return true;
        }
        List<Future<Judged>> judged =
            workers.invokeAll(
                batch.stream().map(item -> (Callable<Judged>) () -> judge(item)).toList());
        for (Future<Judged> one : judged) {
          add(result(one));
        }
        progress.at(exchanges, total);
        batch = batch(source);
      }
    }
    return false;
  }

  private static List<ReplayItem> batch(ReplaySource source) throws ReplayInputException {
    List<ReplayItem> batch = new ArrayList<>();
    Optional<ReplayItem> next = source.next();
    while (next.isPresent()) {
      batch.add(next.get());
      next = batch.size() < BATCH ? source.next() : Optional.empty();
    }
    return batch;
  }

  private Judged judge(ReplayItem item) {
    ReplayCase recorded = item.read();
    CapturedExchange exchange = recorded.exchange();
    Judgement judgement =
        exchange == null
            ? new Judgement.NotReplayable(recorded.missing())
            : pack.judged().judge(exchange, recorded.course(exchange));
    return new Judged(recorded.id(), judgement);
  }

  private static Judged result(Future<Judged> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a backtest failed", failed);
    }
  }

  private void add(Judged judged) {
    exchanges++;
    switch (judged.judgement()) {
      case Judgement.NotReplayable(String needs) -> notReplayable.merge(needs, 1L, Long::sum);
      case Judgement.Judged(Trial trial) -> {
        for (RuleName rule : fired(trial)) {
          fired.merge(rule, 1L, Long::sum);
          examples.merge(rule, judged.id(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
      }
    }
  }

  /** Whether the pack could judge it; what a test would need is said where tests are run. */
  private boolean judge(SavedTest test) {
    return switch (pack.judged().judge(test.exchange(), test.course())) {
      case Judgement.NotReplayable _ -> false;
      case Judgement.Judged(Trial trial) -> {
        for (RuleName rule : fired(trial)) {
          firedInTests.merge(rule, 1L, Long::sum);
          exampleTests.merge(rule, test.name(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
        yield true;
      }
    };
  }

  private static Set<RuleName> fired(Trial trial) {
    Set<RuleName> once = new HashSet<>();
    trial
        .steps()
        .forEach(step -> once.add(new RuleName(step.fired().policy(), step.fired().rule())));
    return once;
  }

  private List<RuleUse> uses() {
    Function<RuleName, RuleUse> use =
        rule ->
            new RuleUse(
                pack.rule(rule),
                fired.getOrDefault(rule, 0L),
                examples.get(rule),
                firedInTests.getOrDefault(rule, 0L),
                exampleTests.get(rule));
    return pack.judged().rules().stream().map(use).toList();
  }
}
