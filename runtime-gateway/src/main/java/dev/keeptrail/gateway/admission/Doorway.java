package dev.keeptrail.gateway.admission;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests in while there is room and the gateway is open. Two bounds: how many are inside at
 * all, and how many of those may be judged and answered at the same time; the rest wait in order,
 * for a while. Whoever finds no place is told so a little later: those who ask again at once would
 * otherwise take the processor from those inside. Thread-safe.
 */
public final class Doorway {
  /** How long a refusal for want of a place takes. */
  static final Duration PACE = Duration.ofMillis(200);

  private final int places;
  private final Duration queueTimeout;
  private final Semaphore slots;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger present = new AtomicInteger();

  /** Those who are told a little later; no more than there are places. */
  private final Semaphore refusals;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private volatile State state = State.STARTING;

  /** When nobody is let in any more, which ends those who only listen. */
  private final Ends closing = new Ends();

  /** When nobody is waited for any more. */
  private final Ends cutting = new Ends();

  public Doorway(int maxConcurrency, int maxQueue, Duration queueTimeout) {
    this.places = maxConcurrency + maxQueue;
    this.queueTimeout = queueTimeout;
    this.refusals = new Semaphore(places);
    this.slots = new Semaphore(maxConcurrency, true);
  }

  /** Whether requests are let in. */
  public enum State {
    STARTING("starting"),
    OPEN("ready"),
    /** Still lets in who comes, and says that it is time to go elsewhere. */
    LEAVING("draining"),
    DRAINING("draining");

    private final String word;

    State(String word) {
      this.word = word;
    }

    boolean letsIn() {
      return this == OPEN || this == LEAVING;
    }

    public String word() {
      return word;
    }
  }

  public State state() {
    return state;
  }

  /** How many may be inside at all. */
  public int places() {
    return places;
  }

  public int inside() {
    return inside.get();
  }

  public void open() {
    state = State.OPEN;
  }

  /** Lets requests in as before, but is not ready any more, for who asks before it sends some. */
  public void announceEnd() {
    state = State.LEAVING;
  }

  /**
   * Somebody has come who is to be answered, from a place inside or with a refusal. Draining waits
   * for the answer, but a refusal that is being written takes nobody's place.
   */
  public Stay arrive() {
    present.incrementAndGet();
    return () -> {
      if (present.decrementAndGet() == 0) {
        tellDraining();
      }
    };
  }

  /** Takes a place inside; whoever got one must {@link #leave}. */
  public void enter() throws RefusedException {
    int now = inside.incrementAndGet();
    // INVARIANT: counted first, then looked at the state, so that draining never misses anyone.
    State seen = state;
    if (!seen.letsIn()) {
      leave();
      throw new RefusedException(closed(seen));
    }
    if (now > places) {
      leave();
      pace();
      throw new RefusedException(overloaded());
    }
  }

  private void pace() {
    if (refusals.tryAcquire()) {
      try {
        Thread.sleep(PACE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        refusals.release();
      }
    }
  }

  public void leave() {
    if (inside.decrementAndGet() == 0) {
      tellDraining();
    }
  }

  private void tellDraining() {
    if (state == State.DRAINING) {
      lock.lock();
      try {
        empty.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean isEmpty() {
    return inside.get() == 0 && present.get() == 0;
  }

  /** Waits for one of the slots; whoever got one must {@link #releaseSlot}. */
  public void acquireSlot() throws RefusedException {
    try {
      // WHY: without a time it would not wait behind those who have been waiting.
      if (slots.tryAcquire(queueTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
        if (!cutting.isCalled()) {
          return;
        }
        slots.release();
        throw new RefusedException(closed(State.DRAINING));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedException(overloaded());
  }

  public void releaseSlot() {
    slots.release();
  }

  /**
   * Lets nobody in any more and waits for those inside, and for answers to those who are not.
   *
   * @return whether all of them left in time
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    state = State.DRAINING;
    closing.call();
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (!isEmpty() && left > 0) {
        left = empty.awaitNanos(left);
      }
      return isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is to be done when the gateway stops and whoever is inside cannot be waited for; at once
   * where that is so already. Another thread does it.
   */
  public Stay until(Runnable end) {
    return cutting.until(end);
  }

  /**
   * Somebody who is inside stays to listen, in nobody's way: the place is free until it is over.
   *
   * @param end ends that; run once nobody is let in any more, by another thread
   */
  public Stay aside(Runnable end) {
    Stay told = closing.until(end);
    leave();
    return () -> {
      told.close();
      inside.incrementAndGet();
    };
  }

  /** Ends all who are inside and can be ended; those who wait for a slot get none. */
  public void cut() {
    cutting.call();
  }

  /** As long as it is open, somebody is there. */
  @FunctionalInterface
  public interface Stay extends AutoCloseable {
    @Override
    void close();
  }

  private static Refusal closed(State seen) {
    return Refusal.of(
            503,
            ErrorType.OVERLOADED,
            seen == State.DRAINING ? "stopping" : "starting",
            "the gateway is "
                + (seen == State.DRAINING ? "stopping" : "starting")
                + "; try again or use another instance")
        .retryAfter("1")
        .closing();
  }

  private static Refusal overloaded() {
    return Refusal.of(
            503,
            ErrorType.OVERLOADED,
            "overloaded",
            "the gateway has as many requests as it can take; try again later")
        .retryAfter("1");
  }
}
