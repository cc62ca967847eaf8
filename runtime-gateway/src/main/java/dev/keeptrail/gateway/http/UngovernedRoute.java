package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Conclusion;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.ServingSwitch;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * A part of a provider's API that nobody here can judge: whoever may ask anything at all is told
 * so, and an event says who tried. Takes of the caller's limits what any request takes. The body is
 * not read. Thread-safe.
 */
final class UngovernedRoute {
  private final OtherArea area;
  private final RouteServices services;

  UngovernedRoute(OtherArea area, RouteServices services) {
    this.area = area;
    this.services = services;
  }

  void handle(Context context) throws IOException {
    services.entrance().pass(context, area.path(), area.errorsOf(context), this::refuse);
  }

  private void refuse(Context context, String requestId) throws RefusedException, IOException {
    HttpServletRequest request = context.req();
    HttpServletResponse response = context.res();
    Claims claims = services.callers().read(request, KeyScope.INVOKE);
    var correlation = RouteServices.correlation(request, requestId, System.nanoTime(), null);
    Conclusion.Refused refused;
    try (ServingSwitch.Lease lease = services.serving().enter(claims.consumerGroup());
        Grant grant = services.allowances().take(lease.serving(), claims, response::setHeader)) {
      services.records().requireRoom();
      refused = lease.serving().runner().ungoverned(area.path(), claims, correlation);
      grant.settle(refused.event());
    }
    if (!services.records().keep(refused.event(), List.of(), correlation.startNanos())) {
      throw new RefusedException(Records.LEDGER_UNAVAILABLE);
    }
    // WHY: a client that is still sending would see a broken connection in the place of the answer.
    services.bodies().discard(request);
    Reply.refuse(
        response, refused.refusal(), area.errorsOf(context), requestId, refused.event().id());
  }
}
