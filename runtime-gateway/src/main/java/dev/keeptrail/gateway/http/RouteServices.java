package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.exchange.Correlation;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.TraceParent;
import dev.keeptrail.gateway.telemetry.Traces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What every route that is decided about needs, in the order in which a request meets it. All are
 * shared by the routes of one gateway and thread-safe.
 *
 * @param silence after how long a stream says that it lives
 */
record RouteServices(
    Entrance entrance,
    Callers callers,
    BodyBudget budget,
    BodyReader bodies,
    Traces traces,
    ServingSwitch serving,
    Allowances allowances,
    Doorway doorway,
    Records records,
    Reviews reviews,
    Duration silence,
    CallerClock clock) {

  /**
   * What the request is known by.
   *
   * @param start when it was whole, of {@link System#nanoTime()}
   * @param trace null where no trace is wanted
   */
  static Correlation correlation(
      HttpServletRequest request, String requestId, long start, @Nullable TraceParent trace) {
    return new Correlation(
        requestId,
        HeaderChecks.clientRequestId(request),
        start,
        HeaderChecks.traceId(trace),
        new ArrayList<>());
  }
}
