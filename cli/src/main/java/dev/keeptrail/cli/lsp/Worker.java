package dev.keeptrail.cli.lsp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.CancelChecker;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks at documents, so that questions see changes in the order in which they
 * came. A question that was cancelled before its turn is not worked on, and one that takes long
 * ends when it is cancelled.
 */
final class Worker implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("packs").factory());
  private @Nullable ScheduledFuture<?> later;

  /** That of the question that is worked on; for the thread. */
  private @Nullable CancelChecker asked;

  <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFutures.computeAsync(
        thread,
        (CancelChecker cancelled) -> {
          cancelled.checkCanceled();
          asked = cancelled;
          try {
            return question.get();
          } finally {
            asked = null;
          }
        });
  }

  /**
   * Ends the question that is worked on, where it was cancelled meanwhile; for questions that take
   * long, between their parts. Only on the worker's thread.
   */
  void checkCancelled() {
    CancelChecker running = asked;
    if (running != null) {
      running.checkCanceled();
    }
  }

  void tell(Runnable change) {
    try {
      thread.execute(change);
    } catch (RejectedExecutionException closed) {
      // A message after the end changes nothing.
    }
  }

  /** Runs a task after a pause; another one before that takes its place. */
  synchronized void afterPause(Duration pause, Runnable task) {
    if (later != null) {
      later.cancel(false);
    }
    if (!thread.isShutdown()) {
      later = thread.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
