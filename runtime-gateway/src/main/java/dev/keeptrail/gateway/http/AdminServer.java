package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.gateway.tls.TlsFiles;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's listener: apart from the callers', with a token of its own. Few threads, because
 * nothing here is for traffic; who follows the ledger waits on a virtual one.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int THREADS = 8;

  /** What some route takes; which of them the one asked for does is not known so early. */
  private static final Map<String, String> METHODS = Map.of("methods", "GET, POST, DELETE");

  private static final int MAX_BODY = 64 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Javalin javalin;
  private final RefusalTally refusals;
  private final Guard guard;
  private final @Nullable OperatorRoutes reading;

  /**
   * Starts to listen.
   *
   * @param port 0 lets the system choose
   * @param tls null for plain HTTP
   * @param refusals counts requests that are turned away
   * @param reading what is served of the ledger; null for nothing. Closed with the server
   * @param escalations null where nobody looks at any
   * @throws ListenException when it cannot
   */
  public AdminServer(
      String host,
      int port,
      @Nullable TlsFiles tls,
      Operators operators,
      RefusalTally refusals,
      AdminRoutes routes,
      @Nullable OperatorRoutes reading,
      @Nullable EscalationQueue escalations)
      throws ListenException {
    this.refusals = refusals;
    this.guard = new Guard(operators, refusals);
    this.reading = reading;
    try {
      this.javalin =
          Javalin.create(config -> {
            configure(config, routes, escalations);
            if (tls != null) {
              config.jetty.addConnector(new TlsConnector(tls, host, port, IDLE, this::count)::make);
            }
          });
      javalin.start(host, port);
    } catch (JavalinException failed) {
      if (reading != null) {
        reading.close();
      }
      throw ListenException.at("listen for operators", host, port, failed);
    }
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.stop();
    }
    javalin.stop();
    if (reading != null) {
      reading.close();
    }
  }

  private void configure(
      JavalinConfig config, AdminRoutes routes, @Nullable EscalationQueue escalations) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(AdminServer::tighten);
    config.jetty.modifyServer(server -> {
      server.setErrorHandler(new ProtocolErrors(this::count));
      SlowHeads.watch(server, IDLE, this::count);
    });
    config.routes.before(AdminServer::refuseHead);
    config.routes.before(AdminServer::refuseLarge);
    config.routes.before(AdminServer::refuseUnreadable);
    config.routes.get("/keeptrusts/config", guarded(routes::config));
    config.routes.get("/keeptrusts/config/plan", guarded(routes::plan));
    config.routes.get("/keeptrusts/providers/metrics", guarded(routes::providers));
    config.routes.post("/keeptrusts/config/reload", guard.only(KeyScope.ADMIN, routes::reload));
    config.routes.post("/keeptrusts/config/revert", guard.only(KeyScope.ADMIN, routes::revert));
    if (escalations != null) {
      new EscalationRoutes(escalations, guard).register(config.routes);
    }
    if (reading != null) {
      reading.register(config.routes);
    }
    config.routes.exception(HttpResponseException.class, this::refuse);
    config.routes.exception(Exception.class, this::fail);
  }

  /** The framework would say that all is well, to anybody and whatever there is. */
  private static void refuseHead(Context context) {
    if (context.method().equals(HandlerType.HEAD)) {
      throw new MethodNotAllowedResponse("Method Not Allowed", METHODS);
    }
  }

  /** Nothing here takes much; whoever announces more is told at once, not when it has come. */
  private static void refuseLarge(Context context) {
    if (context.req().getContentLengthLong() > MAX_BODY) {
      throw new ContentTooLargeResponse();
    }
  }

  /** The framework fails on forms in parts, and on a charset that it does not know. */
  private static void refuseUnreadable(Context context) {
    String type = context.header(HeaderChecks.CONTENT_TYPE);
    if (type != null && !HeaderChecks.isPlainUtf8(type)) {
      throw new HttpResponseException(415);
    }
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("keeptrail-admin");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("operator-", 0).factory()));
    return threads;
  }

  private static void tighten(HttpConfiguration http) {
    http.addCustomizer(new AsItSays());
    // Also refuses header lines that end without CR, which others on the way may read as one.
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setSendServerVersion(false);
    // As for callers: tokens that differ in case only are not the same.
    http.setHeaderCacheCaseSensitive(true);
  }

  @FunctionalInterface
  private interface Work {
    void handle(Context context) throws IOException;
  }

  private Handler guarded(Work work) {
    return guard.only(KeyScope.ADMIN, (context, _) -> work.handle(context));
  }

  private void count(Refusal refusal) {
    refusals.count(Guard.ROUTE, refusal.code(), refusal.status());
  }

  private void refuse(HttpResponseException refused, Context context) {
    Reply.allow(context.res(), refused);
    answer(ProtocolErrors.refusal(refused.getStatus()), context);
  }

  private void fail(Exception failure, Context context) {
    if (failure instanceof IOException) {
      LOG.debug("an operator's connection is lost: {}", failure.getClass().getName());
    } else {
      LOG.error("an operator's request failed: {}", Sketch.of(failure));
    }
    answer(ProtocolErrors.refusal(500), context);
  }

  private void answer(Refusal refusal, Context context) {
    if (context.res().isCommitted()) {
      breakOff(context);
      return;
    }
    try {
      count(refusal);
      Reply.refuse(context.res(), refusal, "", null);
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  /**
   * The operator is gone, or must see that the answer is not whole. The framework would end it as
   * if it were, whatever is thrown here.
   */
  private static void breakOff(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getServletChannel()
        .abort(new IOException("an answer has begun that cannot be ended"));
  }
}
