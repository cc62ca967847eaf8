package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.telemetry.AccessLog;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Lets requests in and gives each its id; answers those that are refused before they become an
 * exchange. Thread-safe.
 */
final class Entrance {
  private final Doorway doorway;
  private final GatewayMetrics metrics;
  private final RefusalTally refusals;
  private final Supplier<String> requestIds;

  Entrance(
      Doorway doorway, GatewayMetrics metrics, RefusalTally refusals, Supplier<String> requestIds) {
    this.refusals = refusals;
    this.doorway = doorway;
    this.metrics = metrics;
    this.requestIds = requestIds;
  }

  /** What is done with a request that is inside. */
  @FunctionalInterface
  interface Inside {
    void serve(Context context, String requestId) throws RefusedException, IOException;
  }

  /**
   * @param route as it is registered
   */
  void pass(Context context, String route, ErrorForm form, Inside inside) throws IOException {
    String requestId = requestIds.get();
    try {
      doorway.enter();
      try {
        inside.serve(context, requestId);
      } finally {
        doorway.leave();
      }
    } catch (RefusedException refused) {
      Refusal refusal = refused.refusal();
      metrics.rejected(refusal.status());
      refusals.count(route, refusal.code(), refusal.status());
      AccessLog.rejected(requestId, refusal.status(), refusal.code());
      Reply.refuse(context.res(), refusal, form, requestId, null);
    }
  }
}
