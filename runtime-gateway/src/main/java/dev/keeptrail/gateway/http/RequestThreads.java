package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.telemetry.Seldom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that answer requests: platform threads as long as few requests are under way, virtual
 * ones for all beyond. WHY: the system gives platform threads their turn in the order of time, and
 * a wait for the provider or the ledger costs one hand-over less; but slow callers may hold
 * thousands of requests open, and a platform thread has a stack of its own.
 */
final class RequestThreads implements Executor, AutoCloseable {
  /** More than a loaded gateway judges at a time; their stacks take some 10 MiB. */
  static final int PLATFORM_THREADS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(RequestThreads.class);

  /** How long no thread is asked for where there was none; the JVM writes lines about each. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Seldom seldom = new Seldom(Duration.ofMinutes(10));
  private final Duration pause;
  private final Semaphore platform = new Semaphore(PLATFORM_THREADS);
  private final ExecutorService kept;
  private final ExecutorService beyond;
  private volatile long scarceUntil = System.nanoTime();

  RequestThreads(String name) {
    this(name, Thread.ofPlatform().daemon().name(name + "-", 0).factory(), PAUSE);
  }

  /**
   * Made from platform threads of another kind.
   *
   * @param pause how long none is asked for where there was none
   */
  RequestThreads(String name, ThreadFactory factory, Duration pause) {
    this.pause = pause;
    this.kept = Executors.newCachedThreadPool(factory);
    this.beyond =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-v-", 0).factory());
  }

  @Override
  public void execute(Runnable request) {
    if (!platform.tryAcquire()) {
      beyond.execute(request);
      return;
    }
    boolean taken = false;
    try {
      taken = isTaken(request);
    } finally {
      if (!taken) {
        platform.release();
      }
    }
    if (!taken) {
      beyond.execute(request);
    }
  }

  /** False where the system gives no thread. */
  private boolean isTaken(Runnable request) {
    if (scarceUntil - System.nanoTime() > 0) {
      return false;
    }
    try {
      kept.execute(() -> run(request));
      return true;
    } catch (OutOfMemoryError none) {
      // WHY: thrown on, it would leave the caller without an answer and without an end.
      scarceUntil = System.nanoTime() + pause.toNanos();
      if (seldom.isDue("threads")) {
        LOG.error(
            "the system gives no more threads, so requests run on those there are: raise the limit"
                + " of processes (`ulimit -u`, TasksMax, pids.max)");
      }
      return false;
    }
  }

  private void run(Runnable request) {
    try {
      request.run();
    } finally {
      platform.release();
    }
  }

  /** Takes no more requests; those that run go on. */
  @Override
  public void close() {
    kept.shutdown();
    beyond.shutdown();
  }
}
