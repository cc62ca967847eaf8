package dev.keeptrail.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next parts of a ledger on a thread of its own while the caller works on the one before.
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
  private final int most;

  /** Those behind the part that was taken last, in order; null for what comes behind the end. */
  private final Deque<FutureTask<@Nullable T>> coming = new ArrayDeque<>();

  /** Where the first of them begins. */
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
    this(reading, following, 1);
  }

  /**
   * The same with more parts, for whoever does not take as long over each.
   *
   * @param most so many parts wait at most, and the one that is being read is one of them
   */
  public ReadAhead(Reading<T, X> reading, ToLongFunction<T> following, int most) {
    this.reading = reading;
    this.following = following;
    this.most = most;
  }

  /** The part at a place, which is there already where it follows the one taken before. */
  public T take(long from) throws X {
    boolean ordered = place == from;
    place = NOTHING;
    T part = ordered ? outcome(coming.remove()) : null;
    if (part == null) {
      forget();
      part = reading.read(from);
    }
    place = following.applyAsLong(part);
    while (place != NOTHING && coming.size() < most) {
      FutureTask<@Nullable T> before = coming.peekLast();
      long next = place;
      var task =
          new FutureTask<@Nullable T>(
              () -> before == null ? reading.read(next) : behind(before.get()));
      coming.add(task);
      reader.execute(task);
    }
    return part;
  }

  private @Nullable T behind(@Nullable T part) throws X {
    long next = part == null ? NOTHING : following.applyAsLong(part);
    return next == NOTHING ? null : reading.read(next);
  }

  private @Nullable T outcome(FutureTask<@Nullable T> task) throws X {
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

  /** Waits until nothing is being read, after which the connection is the caller's again. */
  private void forget() {
    while (!coming.isEmpty()) {
      try {
        T ignored = outcome(coming.remove());
      } catch (Exception unwanted) {
        // Nobody will use it; whoever gave up before that has said why.
      }
    }
  }

  @Override
  public void close() {
    forget();
    reader.shutdown();
  }
}
