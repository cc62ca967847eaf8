package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.audio.AudioAnswer;
import dev.keeptrail.gateway.audio.AudioForm;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Conclusion;
import dev.keeptrail.gateway.exchange.Correlation;
import dev.keeptrail.gateway.exchange.Delivery;
import dev.keeptrail.gateway.exchange.Submission;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.TraceParent;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The route of one protocol, however it is spelled: lets the request in, reads it, has it run,
 * makes its event durable and only then answers. Thread-safe.
 */
final class ModelRoute {
  private final Protocol protocol;
  private final RouteServices services;

  ModelRoute(Protocol protocol, RouteServices services) {
    this.protocol = protocol;
    this.services = services;
  }

  void handle(Context context) throws IOException {
    services
        .entrance()
        .pass(
            context,
            protocol.route(),
            protocol.errors(),
            (inside, requestId) -> serve(inside, checkHeaders(inside.req()), requestId));
  }

  private Claims checkHeaders(HttpServletRequest request) throws RefusedException {
    Claims claims = services.callers().read(request, KeyScope.INVOKE);
    HeaderChecks.checkBodyHeaders(request, protocol.takesForms());
    return claims;
  }

  private void serve(Context context, Claims claims, String requestId)
      throws RefusedException, IOException {
    HttpServletRequest request = context.req();
    HttpServletResponse response = context.res();
    Addressed addressed = Addressed.read(context, protocol);
    try (BodyBudget.Loan loan = services.budget().open()) {
      byte[] body = services.bodies().read(request, loan, Senders.name(claims, request));
      if (protocol.takesForms()) {
        body = AudioForm.read(body, request.getHeader(HeaderChecks.CONTENT_TYPE));
      }
      if (protocol.hasBetas()) {
        body = BetaHeader.into(body, request);
      }
      loan.growToTree(body);
      body = addressed.into(body);
      long start = System.nanoTime();
      ModelRequest read = protocol.read(body);
      TraceParent trace = services.traces().begin(request.getHeader("traceparent"));
      var correlation = RouteServices.correlation(request, requestId, start, trace);
      try (var caller =
              new StreamReply(request, response, protocol, requestId, services.silence());
          Doorway.Stay _ = services.doorway().until(caller::cut)) {
        caller.watch(services.clock());
        var submission =
            Submission.of(body, HeaderChecks.escalationId(request))
                .under(name -> Collections.list(request.getHeaders(name)));
        Conclusion conclusion = run(read, claims, correlation, submission, response, caller);
        // A caller who has gone in the meantime has its span as well.
        int status = conclusion.event().httpStatus();
        try {
          status = release(conclusion, correlation, addressed, response, caller);
        } finally {
          services
              .traces()
              .exchange(
                  conclusion.event(),
                  status,
                  trace,
                  correlation.calls(),
                  System.nanoTime() - start);
        }
      }
    }
  }

  private Conclusion run(
      ModelRequest read,
      Claims claims,
      Correlation correlation,
      Submission submission,
      HttpServletResponse response,
      StreamReply caller)
      throws RefusedException {
    try (ServingSwitch.Lease lease = services.serving().enter(claims.consumerGroup());
        Grant grant =
            services.allowances().take(lease.serving(), read, claims, response::setHeader)) {
      services.doorway().acquireSlot();
      try {
        services.records().requireRoom();
        grant.begin();
        Conclusion conclusion =
            lease.serving().runner().run(protocol, read, claims, correlation, submission, caller);
        grant.settle(conclusion.event());
        return conclusion;
      } finally {
        // Given back before the event is written: waiting for the disk takes no provider's time.
        services.doorway().releaseSlot();
      }
    }
  }

  /** The status that the caller saw. */
  private int release(
      Conclusion conclusion,
      Correlation correlation,
      Addressed addressed,
      HttpServletResponse response,
      StreamReply caller)
      throws IOException {
    DecisionEvent event = conclusion.event();
    if (!services.records().keep(event, correlation.calls(), correlation.startNanos())) {
      if (caller.isBegun()) {
        services.reviews().recorded(event);
      } else {
        services.reviews().unrecorded(event);
      }
      refuse(Records.LEDGER_UNAVAILABLE, event.requestId(), null, response, caller);
      return Records.LEDGER_UNAVAILABLE.status();
    }
    services.reviews().recorded(event);
    switch (conclusion) {
      case Conclusion.Delivered delivered -> {
        if (delivered.review() != null) {
          response.setHeader(Reply.REVIEW, delivered.review());
        }
        deliver(delivered.delivery(), event, addressed, response, caller);
      }
      case Conclusion.Escalated escalated -> {
        Refusal refusal = services.reviews().put(escalated.pending(), escalated.refusal(), event);
        refuse(refusal, event.requestId(), event.id(), response, caller);
        return caller.isBegun() ? event.httpStatus() : refusal.status();
      }
      case Conclusion.Refused refused -> {
        refused.recorded().run();
        refuse(refused.refusal(), event.requestId(), event.id(), response, caller);
      }
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
      Delivery delivery,
      DecisionEvent event,
      Addressed addressed,
      HttpServletResponse response,
      StreamReply caller)
      throws IOException {
    switch (delivery) {
      case Delivery.Whole whole when protocol.answersSound() ->
          Reply.sound(response, event.requestId(), event.id(), AudioAnswer.of(whole.body()));
      case Delivery.Whole whole ->
          Reply.json(response, 200, event.requestId(), event.id(), addressed.answer(whole.body()));
      case Delivery.Stream stream -> caller.finish(stream);
    }
  }
}
