package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.limits.RateLimiter;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.money.Usd;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one request was given of its caller's limits and budgets. Whoever took it closes it, however
 * the request ends: once a provider may have been asked, what is not settled counts as spent. One
 * thread at a time.
 */
public final class Grant implements AutoCloseable {
  static final Grant UNLIMITED = new Grant(null, null, Budgets.Reservation.NOTHING, true);

  private final RateLimiter.@Nullable Pass pass;
  private final @Nullable Budgets budgets;
  private final Budgets.Reservation reservation;
  private final boolean allIsSeen;
  private long tokens;
  private long nanos;
  private boolean certain = true;

  /**
   * @param allIsSeen whether all that the models are paid for comes in their answers
   */
  Grant(
      RateLimiter.@Nullable Pass pass,
      @Nullable Budgets budgets,
      Budgets.Reservation reservation,
      boolean allIsSeen) {
    this.pass = pass;
    this.budgets = budgets;
    this.reservation = reservation;
    this.allIsSeen = allIsSeen;
  }

  /** From now on a provider may be asked, so what was taken counts until it is settled. */
  public void begin() {
    if (pass != null) {
      certain = false;
      nanos = reservation.nanos();
    }
  }

  /** Says what became of the request. Whatever nobody counted costs what was reserved for it. */
  public void settle(DecisionEvent event) {
    if (pass == null) {
      return;
    }
    Spent spent = Spent.of(event, allIsSeen);
    certain = spent.uncounted() == 0;
    tokens = spent.tokens();
    Double usd = spent.usd();
    long due = usd == null ? 0 : Usd.nanos(usd);
    nanos = Usd.sum(due, spent.uncounted(), reservation.nanos());
  }

  @Override
  public void close() {
    if (pass == null || budgets == null) {
      return;
    }
    try {
      if (certain) {
        pass.used(tokens);
      }
    } finally {
      pass.close();
      budgets.settle(reservation, nanos);
    }
  }
}
