package dev.keeptrail.gateway.provider;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes questions to providers back once nobody waits for their answers any more: the one that is
 * asked at that moment, and each that would be asked later. Thread-safe.
 */
public final class Recall {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Runnable giveUp;
  private volatile boolean called;

  /** Nobody waits any more. */
  public void call() {
    @Nullable Runnable asked;
    lock.lock();
    try {
      called = true;
      asked = giveUp;
    } finally {
      lock.unlock();
    }
    if (asked != null) {
      asked.run();
    }
  }

  public boolean isCalled() {
    return called;
  }

  /**
   * While it is open, a question can be taken back; at once where nobody waits already.
   *
   * @param how ends the question, from another thread, and more than once
   */
  public Asked during(Runnable how) {
    boolean late;
    lock.lock();
    try {
      giveUp = how;
      late = called;
    } finally {
      lock.unlock();
    }
    if (late) {
      how.run();
    }
    return this::forget;
  }

  private void forget() {
    lock.lock();
    try {
      giveUp = null;
    } finally {
      lock.unlock();
    }
  }

  /** A question that is asked. */
  @FunctionalInterface
  public interface Asked extends AutoCloseable {
    @Override
    void close();
  }
}
