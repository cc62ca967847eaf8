package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Conclusion;
import dev.keeptrail.gateway.exchange.Correlation;
import dev.keeptrail.gateway.exchange.Delivery;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.AccessLog;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route of one protocol: lets the request in, reads it, has it run, makes its event durable and
 * only then answers. Thread-safe.
 */
final class ModelRoute {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRoute.class);
  private static final Refusal LEDGER_UNAVAILABLE =
      Refusal.of(
          503,
          ErrorType.INTERNAL_ERROR,
          "ledger_unavailable",
          "the decision could not be recorded, so nothing is delivered; try again later");

  private final Protocol protocol;
  private final Doorway doorway;
  private final Callers callers;
  private final BodyBudget budget;
  private final BodyReader bodies;
  private final ServingSwitch serving;
  private final EventStore store;
  private final GatewayMetrics metrics;
  private final Supplier<String> requestIds;

  ModelRoute(
      Protocol protocol,
      Doorway doorway,
      Callers callers,
      BodyBudget budget,
      BodyReader bodies,
      ServingSwitch serving,
      EventStore store,
      GatewayMetrics metrics,
      Supplier<String> requestIds) {
    this.protocol = protocol;
    this.doorway = doorway;
    this.callers = callers;
    this.budget = budget;
    this.bodies = bodies;
    this.serving = serving;
    this.store = store;
    this.metrics = metrics;
    this.requestIds = requestIds;
  }

  void handle(Context context) throws IOException {
    String requestId = requestIds.get();
    HttpServletResponse response = context.res();
    try {
      doorway.enter();
      try {
        Claims claims = checkHeaders(context.req());
        serve(context.req(), response, claims, requestId);
      } finally {
        doorway.leave();
      }
    } catch (RefusedException refused) {
      Refusal refusal = refused.refusal();
      metrics.rejected(refusal.status());
      AccessLog.rejected(requestId, refusal.status(), refusal.code());
      Reply.refuse(response, refusal, protocol.errors(), requestId, null);
    }
  }

  /**
   * Refuses what the headers settle. The body is read all the same, within its limits: a connection
   * that is closed on unread bytes can take the answer with it.
   */
  private Claims checkHeaders(HttpServletRequest request) throws RefusedException, IOException {
    try {
      Claims claims = callers.read(request, KeyScope.INVOKE);
      HeaderChecks.checkBodyHeaders(request);
      return claims;
    } catch (RefusedException refused) {
      try (BodyBudget.Loan loan = budget.open()) {
        bodies.read(request, loan);
      }
      throw refused;
    }
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse response, Claims claims, String requestId)
      throws RefusedException, IOException {
    try (BodyBudget.Loan loan = budget.open()) {
      byte[] body = bodies.read(request, loan);
      loan.growToTree(body);
      long start = System.nanoTime();
      ModelRequest read = protocol.read(body);
      var correlation = new Correlation(requestId, HeaderChecks.clientRequestId(request), start);
      try (var caller = new StreamReply(response, protocol, requestId)) {
        Conclusion conclusion = run(read, claims, correlation, caller);
        release(conclusion, response, caller, start);
      }
    }
  }

  private Conclusion run(
      ModelRequest read, Claims claims, Correlation correlation, StreamReply caller)
      throws RefusedException {
    doorway.acquireSlot();
    try (ServingSwitch.Lease lease = serving.enter()) {
      return lease.serving().runner().run(protocol, read, claims, correlation, caller);
    } finally {
      // Given back before the event is written: waiting for the disk takes no provider's time.
      doorway.releaseSlot();
    }
  }

  private void release(
      Conclusion conclusion, HttpServletResponse response, StreamReply caller, long start)
      throws IOException {
    DecisionEvent event = conclusion.event();
    if (!record(event)) {
      finish(event, LEDGER_UNAVAILABLE.status(), start);
      refuse(LEDGER_UNAVAILABLE, event.requestId(), null, response, caller);
      return;
    }
    finish(event, event.httpStatus(), start);
    switch (conclusion) {
      case Conclusion.Delivered delivered -> deliver(delivered.delivery(), event, response, caller);
      case Conclusion.Refused refused ->
          refuse(refused.refusal(), event.requestId(), event.id(), response, caller);
      case Conclusion.Abandoned _ -> {
        // Nobody is there.
      }
    }
  }

  private void refuse(
      Refusal refusal,
      String requestId,
      @Nullable String eventId,
      HttpServletResponse response,
      StreamReply caller)
      throws IOException {
    if (caller.isBegun()) {
      caller.breakOff(refusal, eventId);
    } else {
      Reply.refuse(response, refusal, protocol.errors(), requestId, eventId);
    }
  }

  private static void deliver(
      Delivery delivery, DecisionEvent event, HttpServletResponse response, StreamReply caller)
      throws IOException {
    switch (delivery) {
      case Delivery.Whole whole ->
          Reply.json(response, 200, event.requestId(), event.id(), whole.body());
      case Delivery.Stream stream -> caller.finish(stream);
    }
  }

  private boolean record(DecisionEvent event) {
    try {
      store.append(event);
      return true;
    } catch (LedgerException failed) {
      LOG.error(
          "event {} is not recorded, nothing is delivered: {}", event.id(), failed.getMessage());
      return false;
    }
  }

  private void finish(DecisionEvent event, int status, long start) {
    metrics.exchange(event, status, System.nanoTime() - start);
    AccessLog.exchange(event, status);
  }
}
