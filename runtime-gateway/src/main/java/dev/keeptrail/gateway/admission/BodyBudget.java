package dev.keeptrail.gateway.admission;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of request bodies may be held at a time. A body costs a multiple of its size once
 * it is a tree with all its texts, so what fits is a share of the heap. Thread-safe.
 */
public final class BodyBudget {
  /** Heap that a byte of a body takes, for bodies of the worst shapes that are accepted. */
  private static final int HEAP_PER_BYTE = 16;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  public BodyBudget(long limit) {
    this.limit = limit;
  }

  /** A share of this process's heap, but never less than one body of the greatest size. */
  public static BodyBudget ofHeap(long maxBodyBytes) {
    return new BodyBudget(
        Math.max(maxBodyBytes + 1, Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE));
  }

  public long held() {
    return held.get();
  }

  public Loan open() {
    return new Loan();
  }

  /** What one request holds; given back when closed. Confined to one thread. */
  public final class Loan implements AutoCloseable {
    private long mine;

    private Loan() {}

    /**
     * Makes the loan at least this large.
     *
     * @throws RefusedException when the others hold too much
     */
    public void growTo(long bytes) throws RefusedException {
      long more = bytes - mine;
      if (more <= 0) {
        return;
      }
      if (held.addAndGet(more) > limit) {
        held.addAndGet(-more);
        throw new RefusedException(
            Refusal.of(
                    503,
                    ErrorType.OVERLOADED,
                    "overloaded",
                    "the gateway holds as many bytes of requests as it can take; try again later")
                .retryAfter("1")
                .closing());
      }
      mine = bytes;
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
