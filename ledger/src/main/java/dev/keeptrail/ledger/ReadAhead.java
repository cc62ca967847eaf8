package dev.keeptrail.ledger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next part of a ledger on a thread of its own while the caller works on the one before.
 * Parts are read one at a time, so that one connection does for them. One thread.
 *
 * @param <T> a part
 * @param <X> what reading fails with
 */
public final class ReadAhead<T, X extends Exception> implements AutoCloseable {
  /** Instead of a place: there is no next part. */
  public static final long NOTHING = -1;

  private final Reading<T, X> reading;
  private final ToLongFunction<T> following;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("ledger-ahead").daemon().factory());
  private @Nullable FutureTask<T> coming;
  private long place = NOTHING;

  /** Reads the part that begins at a place. */
  @FunctionalInterface
  public interface Reading<T, X extends Exception> {
    T read(long place) throws X;
  }

  /**
   * Begins to read nothing yet.
   *
   * @param following where the part behind a part begins; {@link #NOTHING} behind the last one
   */
  public ReadAhead(Reading<T, X> reading, ToLongFunction<T> following) {
    this.reading = reading;
    this.following = following;
  }

  /** The part at a place, which is there already where it follows the one taken before. */
  public T take(long from) throws X {
    FutureTask<T> read = coming;
    coming = null;
    T part = read != null && place == from ? outcome(read) : reading.read(from);
    long next = following.applyAsLong(part);
    if (next != NOTHING) {
      var task = new FutureTask<>(() -> reading.read(next));
      coming = task;
      place = next;
      reader.execute(task);
    }
    return part;
  }

  private T outcome(FutureTask<T> task) throws X {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException exception) {
          // What is being read comes soon, and the connection is free only then.
          interrupted = true;
        } catch (ExecutionException exception) {
          throw failure(exception.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("unchecked") // Reading throws nothing else.
  private X failure(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      case null -> throw new IllegalStateException("reading ahead failed");
      case Throwable failed -> (X) failed;
    };
  }

  /** Waits for what is being read, after which the connection is the caller's again. */
  @Override
  public void close() {
    FutureTask<T> task = coming;
    coming = null;
    while (task != null && !task.isDone()) {
      try {
        T ignored = outcome(task);
      } catch (Exception unwanted) {
        // Nobody will use it; whoever gave up before that has said why.
      }
    }
    reader.shutdown();
  }
}
