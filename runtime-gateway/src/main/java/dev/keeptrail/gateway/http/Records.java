package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.LedgerStanding;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.telemetry.AccessLog;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.ProviderCall;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events durable and counts what became of exchanges. Thread-safe. */
final class Records {
  /** What a caller gets whose event could not be written. */
  static final Refusal LEDGER_UNAVAILABLE =
      Refusal.of(
          503,
          ErrorType.INTERNAL_ERROR,
          "ledger_unavailable",
          "the decision could not be recorded, so nothing is delivered; try again later");

  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final EventStore store;
  private final LedgerStanding standing;
  private final GatewayMetrics metrics;

  Records(EventStore store, LedgerStanding standing, GatewayMetrics metrics) {
    this.store = store;
    this.standing = standing;
    this.metrics = metrics;
  }

  /**
   * Asked before anybody else is, because nothing is to be paid for that cannot be recorded.
   *
   * @throws RefusedException when the ledger takes no events
   */
  void requireRoom() throws RefusedException {
    standing.require();
  }

  /**
   * Writes an event down and counts the exchange; false when it is not durable, and nothing of the
   * exchange may leave.
   *
   * @param calls of providers that belong to it
   * @param start {@link System#nanoTime} when the exchange began
   */
  boolean keep(DecisionEvent event, List<ProviderCall> calls, long start) {
    boolean kept = append(event);
    int status = kept ? event.httpStatus() : LEDGER_UNAVAILABLE.status();
    metrics.exchange(event, status, System.nanoTime() - start);
    metrics.providers().count(event, calls);
    AccessLog.exchange(event, status);
    return kept;
  }

  private boolean append(DecisionEvent event) {
    try {
      store.append(event);
      return true;
    } catch (LedgerException failed) {
      LOG.error(
          "event {} is not recorded, nothing is delivered: {}", event.id(), failed.getMessage());
      standing.failed();
      return false;
    }
  }
}
