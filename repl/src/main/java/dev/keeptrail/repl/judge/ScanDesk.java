package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands the recorded findings of the phase at hand to the scanners of a program, and takes back
 * what they would have needed beyond. One phase at a time in each thread.
 */
final class ScanDesk {
  @SuppressWarnings("ThreadLocalUsage") // WHY: two packs have a desk each on the same threads.
  private final ThreadLocal<@Nullable Order> orders = new ThreadLocal<>();

  /** One phase, and what is missing of it. */
  private static final class Order {
    private final CapturedPhase phase;
    private final boolean recorded;
    private @Nullable String need;

    Order(CapturedPhase phase, boolean recorded) {
      this.phase = phase;
      this.recorded = recorded;
    }
  }

  /**
   * Begins with a phase.
   *
   * @param recorded whether recorded findings are taken where they answer what is asked
   */
  void open(CapturedPhase phase, boolean recorded) {
    orders.set(new Order(phase, recorded));
  }

  /** Ends with the phase; what it needed and was not there, empty when nothing. */
  Optional<String> close() {
    Order order = order();
    orders.remove();
    return Optional.ofNullable(order.need);
  }

  CapturedPhase phase() {
    return order().phase;
  }

  boolean takesRecorded() {
    return order().recorded;
  }

  /** Something is not to be had from what was captured; the first of them counts. */
  void need(String what) {
    Order order = order();
    if (order.need == null) {
      order.need = what;
    }
  }

  private Order order() {
    Order order = orders.get();
    if (order == null) {
      throw new IllegalStateException("no phase at hand");
    }
    return order;
  }
}
