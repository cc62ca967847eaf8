package dev.keeptrail.gateway.serving;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Says which pack new exchanges get. A swap is atomic: an exchange runs to its end with the pack it
 * began with, and none is refused for a swap. Thread-safe.
 */
public final class ServingSwitch implements AutoCloseable {
  private final AtomicReference<Serving> current;

  public ServingSwitch(Serving first) {
    this.current = new AtomicReference<>(first);
  }

  /** What is served now; to be looked at, not to run exchanges with. */
  public Serving current() {
    return current.get();
  }

  /** Lets an exchange in, with the pack that is served now. */
  public Lease enter() {
    while (true) {
      Serving serving = current.get();
      if (serving.hold()) {
        return new Lease(serving);
      }
      // Retired and closed between the two steps; another one is there already.
      Thread.onSpinWait();
    }
  }

  /** Serves something else from now on; what was served ends with its last exchange. */
  public void swap(Serving next) {
    current.getAndSet(next).release();
  }

  @Override
  public void close() {
    current.get().release();
  }

  /** An exchange's hold on the pack it began with. */
  public static final class Lease implements AutoCloseable {
    private final Serving serving;

    private Lease(Serving serving) {
      this.serving = serving;
    }

    public Serving serving() {
      return serving;
    }

    @Override
    public void close() {
      serving.release();
    }
  }
}
