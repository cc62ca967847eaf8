package dev.keeptrail.repl.run;

import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.report.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded exchanges with a candidate pack and holds what comes of it against what was
 * recorded, or against another pack. Memory does not grow with the number of exchanges.
 */
public final class Replay {
  private static final int QUEUE = 128;
  private static final long PROGRESS_NANOS = 100_000_000;

  private final ReplayPack candidate;
  private final @Nullable ReplayPack baseline;
  private final SideBySide sides;
  private final Options options;
  private final ReplayReporter reporter;

  /**
   * How a replay runs.
   *
   * @param maxFlips how many changed decisions the report lists
   * @param findings the word for where findings come from, for the report
   * @param prices what the report calls the prices of the source; null for those of the time
   */
  public record Options(int threads, int maxFlips, String findings, @Nullable String prices) {
    /** At the prices of the time. */
    public Options(int threads, int maxFlips, String findings) {
      this(threads, maxFlips, findings, null);
    }

    public Options {
      if (threads < 1 || maxFlips < 0) {
        throw new IllegalArgumentException("at least one thread, and no negative list");
      }
    }
  }

  /**
   * Prepares it; both packs stay the caller's.
   *
   * @param baseline null for what was recorded
   */
  public Replay(ReplayPack candidate, @Nullable ReplayPack baseline, Options options) {
    this.candidate = candidate;
    this.baseline = baseline;
    this.sides = new SideBySide(candidate, baseline);
    this.options = options;
    this.reporter = new ReplayReporter(candidate, baseline, options);
  }

  /**
   * Runs to the end of the source, or until told to stop; the report says which.
   *
   * @throws ReplayInputException when the source cannot be read
   */
  public ReplayReport run(ReplaySource source, BooleanSupplier stopped, ReplayProgress progress)
      throws ReplayInputException, InterruptedException {
    return run(source, new Start(0, new Tally(options.maxFlips())), stopped, progress).report();
  }

  /**
   * The same from the beginning, or from where another one was stopped; what comes of it is the
   * same.
   *
   * @param from null to begin
   * @throws ReplayInputException when the source cannot be read
   * @throws UnfitStateException when the state is of another replay, or of other traffic
   */
  public ReplayOutcome resume(
      ReplaySource source,
      @Nullable ReplayState from,
      BooleanSupplier stopped,
      ReplayProgress progress)
      throws ReplayInputException, UnfitStateException, InterruptedException {
    Start start = from == null ? new Start(0, new Tally(options.maxFlips())) : skip(source, from);
    return run(source, start, stopped, progress);
  }

  /** What is done already. */
  private record Start(long done, Tally tally) {}

  /** The last item that is judged; null where that is none. */
  private record Stop(@Nullable ReplayItem last) {}

  private Start skip(ReplaySource source, ReplayState from)
      throws ReplayInputException, UnfitStateException {
    boolean same =
        from.candidate().equals(candidate.judged().planDigest())
            && Objects.equals(from.baseline(), baselineDigest())
            && from.findings().equals(options.findings())
            && Objects.equals(from.prices(), options.prices())
            && from.maxFlips() == options.maxFlips();
    if (!same) {
      throw new UnfitStateException("it is of a replay with other packs or options");
    }
    Optional<ReplayItem> last = Optional.empty();
    for (long i = 0; i < from.done(); i++) {
      last = source.next();
    }
    if (last.isEmpty() || !last.get().read().id().equals(from.last())) {
      throw new UnfitStateException(
          "the traffic is not what it was; name the same file, or the same times in full");
    }
    try {
      return new Start(from.done(), Tally.of(from.tally(), options.maxFlips()));
    } catch (IllegalArgumentException damaged) {
      throw new UnfitStateException("it is damaged");
    }
  }

  private @Nullable String baselineDigest() {
    ReplayPack other = baseline;
    return other == null ? null : other.judged().planDigest();
  }

  private ReplayOutcome run(
      ReplaySource source, Start start, BooleanSupplier stopped, ReplayProgress progress)
      throws ReplayInputException, InterruptedException {
    BlockingQueue<Optional<ReplayItem>> queue = new ArrayBlockingQueue<>(QUEUE);
    var done = new AtomicLong(start.done());
    List<Future<Tally>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
      for (int i = 0; i < options.threads(); i++) {
        workers.add(threads.submit(() -> work(queue, done)));
      }
      Stop stop;
      boolean ended = false;
      try {
        stop = feed(source, queue, workers, stopped, progress, done);
        put(queue, Optional.empty(), workers);
        ended = true;
      } finally {
        if (!ended) {
          threads.shutdownNow();
        }
      }
      Tally all = start.tally();
      for (Future<Tally> worker : workers) {
        all.add(result(worker));
      }
      progress.at(done.get(), done.get());
      return outcome(all, start, done.get(), stop);
    }
  }

  /** Where it was told to stop; null at the end of the source. */
  private @Nullable Stop feed(
      ReplaySource source,
      BlockingQueue<Optional<ReplayItem>> queue,
      List<Future<Tally>> workers,
      BooleanSupplier stopped,
      ReplayProgress progress,
      AtomicLong done)
      throws ReplayInputException, InterruptedException {
    long total = source.count().orElse(-1);
    long told = System.nanoTime();
    ReplayItem last = null;
    Optional<ReplayItem> next = source.next();
    while (next.isPresent()) {
      if (stopped.getAsBoolean()) {
        return new Stop(last);
      }
      put(queue, next, workers);
      last = next.get();
      if (System.nanoTime() - told >= PROGRESS_NANOS) {
        told = System.nanoTime();
        progress.at(done.get(), total);
      }
      next = source.next();
    }
    return null;
  }

  /** Waits for room, but not for a worker that is gone. */
  private static void put(
      BlockingQueue<Optional<ReplayItem>> queue,
      Optional<ReplayItem> item,
      List<Future<Tally>> workers)
      throws InterruptedException {
    while (!queue.offer(item, 100, TimeUnit.MILLISECONDS)) {
      if (workers.stream().allMatch(Future::isDone)) {
        return;
      }
    }
  }

  /** Judges what comes until the end mark, which it leaves for the other workers. */
  private Tally work(BlockingQueue<Optional<ReplayItem>> queue, AtomicLong done)
      throws InterruptedException {
    Tally tally = new Tally(options.maxFlips());
    Optional<ReplayItem> item = queue.take();
    while (item.isPresent()) {
      ReplayCase recorded = item.get().read();
      tally.add(new ReplayedEvent(recorded, sides.compare(recorded)));
      done.incrementAndGet();
      item = queue.take();
    }
    queue.put(item);
    return tally;
  }

  private static Tally result(Future<Tally> worker) throws InterruptedException {
    try {
      return worker.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a replay failed", failed);
    }
  }

  /** From where it can go on: everything before the stop is judged, and nothing after it. */
  private ReplayOutcome outcome(Tally all, Start start, long done, @Nullable Stop stop) {
    ReplayReport report = reporter.report(all, stop != null);
    ReplayItem last = stop == null ? null : stop.last();
    ReplayState state =
        last == null || done == start.done()
            ? null
            : new ReplayState(
                ReplayState.FORMAT,
                candidate.judged().planDigest(),
                baselineDigest(),
                options.findings(),
                options.prices(),
                options.maxFlips(),
                done,
                last.read().id(),
                all.state());
    return new ReplayOutcome(report, state);
  }
}
