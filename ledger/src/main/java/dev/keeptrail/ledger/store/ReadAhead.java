package dev.keeptrail.ledger.store;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next part of a ledger on a thread of its own while the caller works on the one before.
 * Parts are asked for one at a time, so that one connection does for them. One thread.
 */
final class ReadAhead<T> implements AutoCloseable {
  /** Instead of a place: there is no next part. */
  static final long NOTHING = -1;

  private final Reading<T> reading;
  private @Nullable FutureTask<T> coming;
  private long place = NOTHING;

  /** Reads the part that begins at a place. */
  @FunctionalInterface
  interface Reading<T> {
    T read(long place) throws SQLException;
  }

  ReadAhead(Reading<T> reading) {
    this.reading = reading;
  }

  /**
   * The part at a place, which is there already where it was named as the next one before. Begins
   * to read the next.
   *
   * @throws SQLException of reading it; the next one is not begun then
   */
  T take(long from, long next) throws SQLException {
    T part = coming != null && place == from ? outcome(coming) : reading.read(from);
    coming = null;
    if (next != NOTHING) {
      var task = new FutureTask<>(() -> reading.read(next));
      coming = task;
      place = next;
      Thread ignored = Thread.ofPlatform().name("ledger-ahead").daemon().start(task);
    }
    return part;
  }

  private static <T> T outcome(FutureTask<T> task) throws SQLException {
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

  private static SQLException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case SQLException failed -> failed;
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      case null, default -> new SQLException("reading ahead failed", cause);
    };
  }

  /** Waits for what is being read, after which the connection is the caller's again. */
  @Override
  public void close() {
    FutureTask<T> task = coming;
    coming = null;
    if (task == null) {
      return;
    }
    try {
      T ignored = outcome(task);
    } catch (SQLException unwanted) {
      // Nobody will use it; whoever gave up before that has said why.
    }
  }
}
