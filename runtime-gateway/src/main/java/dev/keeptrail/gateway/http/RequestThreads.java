package dev.keeptrail.gateway.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that answer requests: platform threads as long as few requests are under way, virtual
 * ones for all beyond. WHY: the system gives platform threads their turn in the order of time, and
 * a wait for the provider or the ledger costs one hand-over less; but slow callers may hold
 * thousands of requests open, and a platform thread has a stack of its own.
 */
final class RequestThreads implements Executor, AutoCloseable {
  /** More than a loaded gateway judges at a time; their stacks take some 10 MiB. */
  static final int PLATFORM_THREADS = 64;

  private final Semaphore platform = new Semaphore(PLATFORM_THREADS);
  private final ExecutorService kept;
  private final ExecutorService beyond;

  RequestThreads(String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
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
      kept.execute(() -> run(request));
      taken = true;
    } finally {
      if (!taken) {
        platform.release();
      }
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
