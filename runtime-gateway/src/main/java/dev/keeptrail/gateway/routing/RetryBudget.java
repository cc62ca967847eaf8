package dev.keeptrail.gateway.routing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps repeated requests to a tenth of all, so that retries do not finish off a provider that is
 * down. Starts with a few, for gateways with little traffic. Thread-safe.
 */
final class RetryBudget {
  private static final int COST = 10;
  private static final int MOST = 100;

  private final AtomicInteger saved = new AtomicInteger(MOST);

  /** A first request is made. */
  void deposit() {
    saved.updateAndGet(amount -> Math.min(MOST, amount + 1));
  }

  /** Whether one may be repeated. */
  boolean withdraw() {
    return saved.getAndUpdate(amount -> amount >= COST ? amount - COST : amount) >= COST;
  }
}
