package dev.keeptrail.gateway;

import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Undecided;
import java.util.function.ToDoubleFunction;

/** Says how many escalations wait for people, and how long; NaN while the queue cannot be read. */
final class EscalationGauges {
  private static final double MILLIS = 1_000;

  private final ReviewDesk desk;

  private EscalationGauges(ReviewDesk desk) {
    this.desk = desk;
  }

  static void of(ReviewDesk desk, GatewayMetrics metrics) {
    var gauges = new EscalationGauges(desk);
    metrics.gauge(
        "keeptrusts_gateway_escalations_waiting",
        "Escalations that nobody has decided yet",
        () -> gauges.read(Undecided::count));
    metrics.gauge(
        "keeptrusts_gateway_escalation_oldest_age_seconds",
        "How long the first of them has waited; 0 where none waits",
        () -> gauges.read(undecided -> undecided.oldest().toMillis() / MILLIS));
  }

  private double read(ToDoubleFunction<Undecided> figure) {
    try {
      return figure.applyAsDouble(desk.undecided());
    } catch (LedgerException unreadable) {
      return Double.NaN;
    }
  }
}
