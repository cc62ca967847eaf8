package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.gateway.tls.TlsFiles;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening side: routes on virtual threads, no compression, no sessions, no banner. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int SERVER_THREADS = 32;
  private static final int HEADER_BYTES = 16 * 1024;

  /** An answer that streams has one as long as it lasts; what is larger is sent as it is. */
  private static final int OUTPUT_BYTES = 8 * 1024;

  private final Javalin javalin;
  private final Routes routes;
  private final Rejections rejections;
  private final CallerClock waiting = new CallerClock();
  private final RequestThreads requests = new RequestThreads("request");

  /**
   * Starts to listen.
   *
   * @param port 0 lets the system choose
   * @param tls null for plain HTTP
   * @throws ListenException when it cannot
   */
  public HttpServer(String host, int port, @Nullable TlsFiles tls, Routes routes)
      throws ListenException {
    this.routes = routes;
    this.rejections = routes.rejections();
    try {
      Duration idle = routes.requestReadTimeout();
      this.javalin =
          Javalin.create(config -> {
            configure(config, idle);
            if (tls != null) {
              config.jetty.addConnector(new TlsConnector(tls, host, port, idle, this::noted)::make);
            }
          });
      javalin.start(host, port);
    } catch (JavalinException failed) {
      waiting.close();
      requests.close();
      throw ListenException.at("listen", host, port, failed);
    }
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
    waiting.close();
    requests.close();
  }

  private void configure(JavalinConfig config, Duration idle) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(http -> tighten(http, idle));
    config.jetty.modifyServer(server -> tighten(server, idle));
    routes.register(config.routes, waiting);
    config.routes.exception(HttpResponseException.class, this::refuse);
    config.routes.exception(Exception.class, this::fail);
    config.router.javaLangErrorHandler(this::failHard);
  }

  private QueuedThreadPool threads() {
    var pool = new QueuedThreadPool(SERVER_THREADS);
    pool.setName("keeptrail-http");
    // Jetty hands over what may block; it does not look at what kind of thread that gets.
    pool.setVirtualThreadsExecutor(requests);
    return pool;
  }

  private void tighten(HttpConfiguration http, Duration idle) {
    http.addCustomizer(new SlowReaders(idle, rejections.metrics()::cutOff));
    http.addCustomizer(new WithoutEnd());
    http.addCustomizer(new AsItSays());
    // Also refuses header lines that end without CR, which others on the way may read as one.
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    // WHY: by default one connection's remembered header values match without regard to case, so
    // that a token differing in case only would be taken for the one sent before it.
    http.setHeaderCacheCaseSensitive(true);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setOutputBufferSize(OUTPUT_BYTES);
  }

  private void tighten(Server server, Duration idle) {
    server.setErrorHandler(new ProtocolErrors(this::noted));
    SlowHeads.watch(server, idle, this::noted);
    SlowReaders.keepLittle(server);
    ConnectionBound.of(server);
    Connectors.prepare(server, tcp -> tcp.setIdleTimeout(idle.toMillis()));
  }

  /** What was refused before it was a request of somebody. */
  private void noted(Refusal refusal) {
    rejections.note(Rejections.NO_ROUTE, refusal, "");
  }

  private void refuse(HttpResponseException refused, Context context) {
    Refusal refusal = ProtocolErrors.refusal(refused.getStatus());
    Reply.allow(context.res(), refused);
    // A body that nobody reads ends the connection; said here, no client sends into it again.
    answer(context, hasBody(context.req()) ? refusal.closing() : refusal);
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null;
  }

  private void fail(Exception failure, Context context) {
    if (failure instanceof IOException) {
      // What came is no HTTP any more, or the caller went away and nobody hears this.
      LOG.debug("connection lost: {}", failure.getClass().getName());
      answer(context, ProtocolErrors.refusal(400).closing());
      return;
    }
    LOG.error("request failed: {}", Sketch.of(failure));
    answer(context, ProtocolErrors.refusal(500));
  }

  /** No memory, or a class that is not there: this request fails, the gateway goes on. */
  private void failHard(HttpServletResponse response, Error failure) {
    LOG.error("request failed: {}", Sketch.of(failure));
    answer(response, ErrorForm.OPENAI, ProtocolErrors.refusal(500).closing());
  }

  private void answer(Context context, Refusal refusal) {
    answer(context.res(), form(context.path()), refusal);
  }

  /** What clients of a protocol understand, also below its route, where there is nothing. */
  private static ErrorForm form(String path) {
    if (path.startsWith("/v1beta/") || VertexPaths.isBelow(path)) {
      return ErrorForm.GOOGLE;
    }
    return path.startsWith(Protocol.MESSAGES.route()) ? ErrorForm.ANTHROPIC : ErrorForm.OPENAI;
  }

  private void answer(HttpServletResponse response, ErrorForm form, Refusal refusal) {
    if (response.isCommitted()) {
      return;
    }
    String requestId = routes.requestIds().get();
    rejections.note(Rejections.NO_ROUTE, refusal, requestId);
    try {
      Reply.refuse(response, refusal, form, requestId, null);
    } catch (IOException lost) {
      LOG.debug("connection lost: {}", lost.getClass().getName());
    }
  }
}
