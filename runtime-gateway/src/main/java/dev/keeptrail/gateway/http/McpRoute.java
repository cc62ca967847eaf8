package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Correlation;
import dev.keeptrail.gateway.exchange.McpCaller;
import dev.keeptrail.gateway.exchange.McpConclusion;
import dev.keeptrail.gateway.exchange.McpRunner;
import dev.keeptrail.gateway.exchange.PendingReview;
import dev.keeptrail.gateway.exchange.Submission;
import dev.keeptrail.gateway.mcp.McpHeaders;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.TraceParent;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mcp/<server>}: MCP over streamable HTTP (2026-07-28 and before), one JSON-RPC
 * message each. Answers come as JSON; there is no stream of a server's own, so {@code GET} is not
 * there. {@code DELETE} ends a session. Thread-safe.
 */
final class McpRoute {
  /** The parameter of the path. */
  static final String SERVER = "server";

  static final String ROUTE = "/mcp/{" + SERVER + "}";

  private static final Pattern SESSION = Pattern.compile("[\\x21-\\x7e]{1,256}");
  private static final Refusal NO_SERVER =
      Refusal.of(
          404,
          ErrorType.VALIDATION_ERROR,
          "not_found",
          "no target of provider `mcp` with this id is served, and with `--simulate` none is");

  private final RouteServices services;
  private final McpListeners listeners;

  McpRoute(RouteServices services, McpListeners listeners) {
    this.services = services;
    this.listeners = listeners;
  }

  void handle(Context context) throws IOException {
    services.entrance().pass(context, ROUTE, ErrorForm.OPENAI, this::serve);
  }

  /** Ends a session, so that servers need not keep it until it has been still for long. */
  void end(Context context) throws IOException {
    services.entrance().pass(context, ROUTE, ErrorForm.OPENAI, this::end);
  }

  private void end(Context context, String requestId) throws RefusedException {
    HttpServletRequest request = context.req();
    WebPages.refuseOthers(request);
    Claims claims = services.callers().read(request, KeyScope.INVOKE);
    String session = McpMirror.one(request, "mcp-session-id", SESSION);
    McpHeaders told = McpHeaders.ofVersion(McpMirror.version(request));
    var correlation = RouteServices.correlation(request, requestId, System.nanoTime(), null);
    var caller = new McpCaller(claims, correlation, session, told);
    HttpServletResponse response = context.res();
    try (ServingSwitch.Lease lease = services.serving().enter(claims.consumerGroup())) {
      McpRunner runner = lease.serving().mcp();
      McpServer server =
          runner.server(server(context)).orElseThrow(() -> new RefusedException(NO_SERVER));
      try (Grant _ = services.allowances().take(lease.serving(), claims, response::setHeader)) {
        int status = end(runner, server, caller);
        response.setStatus(status);
        if (status == 405) {
          response.setHeader("allow", "POST");
        }
        response.setHeader("x-request-id", requestId);
      }
    }
  }

  private int end(McpRunner runner, McpServer server, McpCaller caller) throws RefusedException {
    services.doorway().acquireSlot();
    var cut = new Recall();
    try (Doorway.Stay _ = services.doorway().until(cut::call)) {
      return runner.end(server, caller, cut);
    } finally {
      services.doorway().releaseSlot();
    }
  }

  private void serve(Context context, String requestId) throws RefusedException, IOException {
    HttpServletRequest request = context.req();
    WebPages.refuseOthers(request);
    Claims claims = services.callers().read(request, KeyScope.INVOKE);
    HeaderChecks.checkBodyHeaders(request);
    String session = McpMirror.one(request, "mcp-session-id", SESSION);
    McpHeaders told = McpMirror.read(request);
    try (BodyBudget.Loan loan = services.budget().open()) {
      byte[] body = services.bodies().read(request, loan, Senders.name(claims, request));
      loan.growToTree(body);
      long start = System.nanoTime();
      McpRequest read = McpRequest.read(body);
      TraceParent trace = services.traces().begin(request.getHeader("traceparent"));
      var correlation = RouteServices.correlation(request, requestId, start, trace);
      var caller = new McpCaller(claims, correlation, session, told);
      var submission = Submission.of(body, HeaderChecks.escalationId(request));
      try (var stream = new McpStream(request, context.res(), requestId, services.silence());
          Doorway.Stay _ = listeners.join(read, body.length, stream, caller)) {
        McpConclusion conclusion;
        try (CallerWatch _ = watch(request, told, stream)) {
          conclusion = run(context, read, caller, submission, stream);
        }
        // A caller who has gone in the meantime has its span as well.
        int status = conclusion.event().httpStatus();
        try {
          status = release(conclusion, correlation, context.res(), stream);
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

  /**
   * In the revision without sessions, a caller that hangs up takes its request back. In others it
   * says so in a message of its own, and its connection means nothing.
   */
  private @Nullable CallerWatch watch(
      HttpServletRequest request, McpHeaders told, McpStream stream) {
    return McpRevision.STATELESS.equals(told.version())
        ? CallerWatch.of(request, services.clock(), stream::leave)
        : null;
  }

  /**
   * The target's id as it is written; one that is not is nobody's. Whoever lets only some servers
   * pass in front of the gateway goes by what stands in the path.
   */
  private static String server(Context context) {
    String path = context.req().getRequestURI();
    return path.indexOf('%') < 0 ? context.pathParam(SERVER) : path;
  }

  private McpConclusion run(
      Context context, McpRequest read, McpCaller caller, Submission submission, McpStream stream)
      throws RefusedException {
    try (ServingSwitch.Lease lease = services.serving().enter(caller.claims().consumerGroup())) {
      McpRunner runner = lease.serving().mcp();
      McpServer server =
          runner.server(server(context)).orElseThrow(() -> new RefusedException(NO_SERVER));
      BooleanSupplier standing = services.callers().standing(context.req(), KeyScope.INVOKE);
      try (Grant grant =
          services.allowances().take(lease.serving(), caller.claims(), context.res()::setHeader)) {
        McpConclusion conclusion;
        try (var place =
                McpPlace.take(
                    services.doorway(),
                    lease.serving(),
                    grant,
                    services.clock(),
                    listeners.life(),
                    standing);
            Doorway.Stay _ = services.doorway().until(stream.cut()::call)) {
          stream.hold(place);
          services.records().requireRoom();
          conclusion = runner.run(server, read, caller, submission, stream);
        }
        grant.settle(conclusion.event());
        return conclusion;
      }
    }
  }

  /** The status that the caller saw. */
  private int release(
      McpConclusion conclusion,
      Correlation correlation,
      HttpServletResponse response,
      McpStream stream)
      throws IOException {
    DecisionEvent event = conclusion.event();
    if (!services.records().keep(event, correlation.calls(), correlation.startNanos())) {
      if (stream.isBegun()) {
        services.reviews().recorded(event);
        stream.end(conclusion.body(Records.LEDGER_UNAVAILABLE));
        return event.httpStatus();
      }
      services.reviews().unrecorded(event);
      Reply.refuse(response, Records.LEDGER_UNAVAILABLE, event.requestId(), null);
      return Records.LEDGER_UNAVAILABLE.status();
    }
    services.reviews().recorded(event);
    if (stream.isLeft()) {
      return event.httpStatus();
    }
    if (conclusion.session() != null) {
      response.setHeader("mcp-session-id", conclusion.session());
    }
    byte[] body = told(conclusion, response);
    if (stream.isBegun()) {
      stream.end(Objects.requireNonNull(body, "only what has an answer has progress"));
      return event.httpStatus();
    }
    Reply.json(
        response,
        event.httpStatus(),
        event.requestId(),
        event.id(),
        body == null ? new byte[0] : body);
    return event.httpStatus();
  }

  /** The message for the caller, with where it can ask again when a person has to look. */
  private byte @Nullable [] told(McpConclusion conclusion, HttpServletResponse response) {
    PendingReview pending = conclusion.pending();
    Refusal refusal = conclusion.refusal();
    if (pending == null || refusal == null) {
      return conclusion.body();
    }
    Refusal told = services.reviews().put(pending, refusal, conclusion.event());
    if (told.subject().escalationId() != null) {
      response.setHeader(Refusal.ESCALATION_HEADER, told.subject().escalationId());
    }
    return conclusion.body(told);
  }
}
