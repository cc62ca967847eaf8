package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.audio.AudioAnswer;
import dev.keeptrail.gateway.audio.AudioForm;
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
import dev.keeptrail.gateway.telemetry.TraceParent;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
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
  static final Refusal LEDGER_UNAVAILABLE =
      Refusal.of(
          503,
          ErrorType.INTERNAL_ERROR,
          "ledger_unavailable",
          "the decision could not be recorded, so nothing is delivered; try again later");

  private final Protocol protocol;
  private final Doorway doorway;
  private final Callers callers;
  private final BodyBudget budget;
  private final Allowances allowances;
  private final BodyReader bodies;
  private final ServingSwitch serving;
  private final EventStore store;
  private final GatewayMetrics metrics;
  private final Traces traces;
  private final Supplier<String> requestIds;

  ModelRoute(
      Protocol protocol,
      Doorway doorway,
      Callers callers,
      BodyBudget budget,
      Allowances allowances,
      BodyReader bodies,
      ServingSwitch serving,
      EventStore store,
      GatewayMetrics metrics,
      Traces traces,
      Supplier<String> requestIds) {
    this.protocol = protocol;
    this.doorway = doorway;
    this.callers = callers;
    this.budget = budget;
    this.allowances = allowances;
    this.bodies = bodies;
    this.serving = serving;
    this.store = store;
    this.metrics = metrics;
    this.traces = traces;
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
      HeaderChecks.checkBodyHeaders(request, protocol.takesForms());
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
      if (protocol.takesForms()) {
        body = AudioForm.read(body, request.getContentType());
      }
      loan.growToTree(body);
      long start = System.nanoTime();
      ModelRequest read = protocol.read(body);
      TraceParent trace = traces.begin(request.getHeader("traceparent"));
      var correlation =
          new Correlation(
              requestId,
              HeaderChecks.clientRequestId(request),
              start,
              HeaderChecks.traceId(trace),
              new ArrayList<>());
      try (var caller = new StreamReply(response, protocol, requestId)) {
        Conclusion conclusion = run(read, claims, correlation, response, caller);
        int status = release(conclusion, response, caller, start);
        traces.exchange(
            conclusion.event(), status, trace, correlation.calls(), System.nanoTime() - start);
      }
    }
  }

  private Conclusion run(
      ModelRequest read,
      Claims claims,
      Correlation correlation,
      HttpServletResponse response,
      StreamReply caller)
      throws RefusedException {
    try (ServingSwitch.Lease lease = serving.enter();
        Grant grant =
            allowances.take(lease.serving().program().plan(), read, claims, response::setHeader)) {
      doorway.acquireSlot();
      try {
        grant.begin();
        Conclusion conclusion =
            lease.serving().runner().run(protocol, read, claims, correlation, caller);
        grant.settle(conclusion.event());
        return conclusion;
      } finally {
        // Given back before the event is written: waiting for the disk takes no provider's time.
        doorway.releaseSlot();
      }
    }
  }

  /** The status that the caller saw. */
  private int release(
      Conclusion conclusion, HttpServletResponse response, StreamReply caller, long start)
      throws IOException {
    DecisionEvent event = conclusion.event();
    if (!record(event)) {
      finish(event, LEDGER_UNAVAILABLE.status(), start);
      refuse(LEDGER_UNAVAILABLE, event.requestId(), null, response, caller);
      return LEDGER_UNAVAILABLE.status();
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
    return event.httpStatus();
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

  private void deliver(
      Delivery delivery, DecisionEvent event, HttpServletResponse response, StreamReply caller)
      throws IOException {
    switch (delivery) {
      case Delivery.Whole whole when protocol.answersSound() ->
          Reply.sound(response, event.requestId(), event.id(), AudioAnswer.of(whole.body()));
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
