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
  /** Heap that a byte of text takes while it is judged, sent on and answered. */
  private static final int HEAP_PER_BYTE = 16;

  /** What a value of a tree takes beyond its text, in bytes of text. */
  private static final int BYTES_PER_VALUE = 24;

  /** Smaller bodies are not looked at: whatever they hold is little. */
  private static final int SMALL = 64 * 1024;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  public BodyBudget(long limit) {
    this.limit = limit;
  }

  /** A share of this process's heap. */
  public static BodyBudget ofHeap() {
    return new BodyBudget(Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);
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
     * Makes the loan at least this large. Whoever is alone gets it in any case.
     *
     * @throws RefusedException when the others hold too much
     */
    public void growTo(long bytes) throws RefusedException {
      long more = bytes - mine;
      if (more <= 0) {
        return;
      }
      long all = held.addAndGet(more);
      if (all > limit && all > bytes) {
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

    /**
     * Makes the loan large enough for the tree of a body: many small values take more than few long
     * ones.
     */
    public void growToTree(byte[] body) throws RefusedException {
      if (body.length <= SMALL) {
        return;
      }
      long values = 0;
      for (byte sign : body) {
        if (sign == ',' || sign == '{' || sign == '[') {
          values++;
        }
      }
      growTo(body.length + BYTES_PER_VALUE * values);
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
