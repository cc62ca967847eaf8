package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Correlation;
import dev.keeptrail.gateway.exchange.McpCaller;
import dev.keeptrail.gateway.exchange.McpConclusion;
import dev.keeptrail.gateway.exchange.McpRunner;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.provider.McpServer;
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
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /mcp/<server>}: MCP over streamable HTTP (2025-06-18), one JSON-RPC message each.
 * Answers come as JSON; there is no stream of a server's own, so {@code GET} is not there.
 * Thread-safe.
 */
final class McpRoute {
  /** The parameter of the path. */
  static final String SERVER = "server";

  private static final Logger LOG = LoggerFactory.getLogger(McpRoute.class);
  private static final Pattern SESSION = Pattern.compile("[\\x21-\\x7e]{1,256}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Refusal NO_SERVER =
      Refusal.of(
          404,
          ErrorType.VALIDATION_ERROR,
          "not_found",
          "the pack has no target of provider `mcp` with this id");
  private static final Refusal ORIGIN =
      Refusal.of(
          403,
          ErrorType.VALIDATION_ERROR,
          "origin_not_allowed",
          "requests from web pages of other hosts are not taken");

  private final Doorway doorway;
  private final Callers callers;
  private final BodyBudget budget;
  private final BodyReader bodies;
  private final ServingSwitch serving;
  private final EventStore store;
  private final GatewayMetrics metrics;
  private final Supplier<String> requestIds;

  McpRoute(
      Doorway doorway,
      Callers callers,
      BodyBudget budget,
      BodyReader bodies,
      ServingSwitch serving,
      EventStore store,
      GatewayMetrics metrics,
      Supplier<String> requestIds) {
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
    try {
      doorway.enter();
      try {
        serve(context, requestId);
      } finally {
        doorway.leave();
      }
    } catch (RefusedException refused) {
      Refusal refusal = refused.refusal();
      metrics.rejected(refusal.status());
      AccessLog.rejected(requestId, refusal.status(), refusal.code());
      Reply.refuse(context.res(), refusal, requestId, null);
    }
  }

  private void serve(Context context, String requestId) throws RefusedException, IOException {
    HttpServletRequest request = context.req();
    try (BodyBudget.Loan loan = budget.open()) {
      // WHY: read before anything is refused, because a connection that is closed on unread bytes
      // can take the answer with it.
      byte[] body = bodies.read(request, loan);
      checkOrigin(request);
      Claims claims = callers.read(request, KeyScope.INVOKE);
      HeaderChecks.checkBodyHeaders(request);
      String session = header(request, "mcp-session-id", SESSION);
      String version = header(request, "mcp-protocol-version", VERSION);
      loan.growToTree(body);
      long start = System.nanoTime();
      McpRequest read = McpRequest.read(body);
      var correlation = new Correlation(requestId, HeaderChecks.clientRequestId(request), start);
      var caller = new McpCaller(claims, correlation, session, version);
      release(run(context.pathParam(SERVER), read, caller), context.res(), start);
    }
  }

  private McpConclusion run(String id, McpRequest read, McpCaller caller) throws RefusedException {
    doorway.acquireSlot();
    try (ServingSwitch.Lease lease = serving.enter()) {
      McpRunner runner = lease.serving().mcp();
      McpServer server = runner.server(id).orElseThrow(() -> new RefusedException(NO_SERVER));
      return runner.run(server, read, caller);
    } finally {
      doorway.releaseSlot();
    }
  }

  private void release(McpConclusion conclusion, HttpServletResponse response, long start)
      throws IOException {
    DecisionEvent event = conclusion.event();
    int status = event.httpStatus();
    if (!record(event)) {
      finish(event, ModelRoute.LEDGER_UNAVAILABLE.status(), start);
      Reply.refuse(response, ModelRoute.LEDGER_UNAVAILABLE, event.requestId(), null);
      return;
    }
    finish(event, status, start);
    if (conclusion.session() != null) {
      response.setHeader("mcp-session-id", conclusion.session());
    }
    byte[] body = conclusion.body();
    Reply.json(response, status, event.requestId(), event.id(), body == null ? new byte[0] : body);
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

  /**
   * A web page can be made to speak to this machine under a name of its own (DNS rebinding). Its
   * origin tells; clients that are no web pages send none.
   */
  private static void checkOrigin(HttpServletRequest request) throws RefusedException {
    String origin = request.getHeader("origin");
    if (origin != null && !isLocal(origin)) {
      throw new RefusedException(ORIGIN);
    }
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin.strip()).getHost();
      return host != null && LOCAL.contains(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static @Nullable String header(HttpServletRequest request, String name, Pattern fit)
      throws RefusedException {
    String value = request.getHeader(name);
    if (value != null && !fit.matcher(value).matches()) {
      throw new RefusedException(
          Refusal.invalid("invalid_header", "`" + name + "` is not one of this protocol", name));
    }
    return value;
  }
}
