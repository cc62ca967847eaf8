package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.AccessLog;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;

/**
 * Keeps account of requests that are refused before they become an exchange, and so have no event:
 * on the trail, in metrics and in the log. Thread-safe.
 */
record Rejections(RefusalTally tally, GatewayMetrics metrics) {
  /** In the place of a route that there is not. */
  static final String NO_ROUTE = "none";

  /**
   * A request was refused.
   *
   * @param route as it is registered, or {@link #NO_ROUTE}
   */
  void note(String route, Refusal refusal, String requestId) {
    metrics.rejected(refusal.status());
    tally.count(route, refusal.code(), refusal.status());
    AccessLog.rejected(requestId, route, refusal);
  }
}
