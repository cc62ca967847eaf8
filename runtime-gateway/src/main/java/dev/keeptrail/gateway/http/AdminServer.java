package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Shown;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.tls.TlsFiles;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The operator's listener: apart from the callers', with a token of its own. Few threads, because
 * nothing here is for traffic.
 */
public final class AdminServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Refusal INVALID_TOKEN =
      Refusal.of(
          401,
          ErrorType.AUTHENTICATION_ERROR,
          "invalid_token",
          "the operator's token is missing or wrong; `kt gateway` sends the one in KEEPTRAIL_HOME/run"
              + " as `Authorization: Bearer <token>`");

  private final Javalin javalin;
  private final ApiToken token;
  private final CallerCheck check;

  /**
   * Starts to listen.
   *
   * @param port 0 lets the system choose
   * @param tls null for plain HTTP
   * @param check where callers have keys, one with the scope `admin` opens this too
   * @throws ListenException when it cannot
   */
  public AdminServer(
      String host,
      int port,
      @Nullable TlsFiles tls,
      ApiToken token,
      CallerCheck check,
      AdminRoutes routes)
      throws ListenException {
    this.token = token;
    this.check = check;
    try {
      this.javalin =
          Javalin.create(config -> {
            configure(config, routes);
            if (tls != null) {
              config.jetty.addConnector(new TlsConnector(tls, host, port, IDLE)::make);
            }
          });
      javalin.start(host, port);
    } catch (JavalinException failed) {
      throw new ListenException(
          "cannot listen for operators on %s:%d; choose an address of this machine and a port nobody uses"
              .formatted(host, port),
          failed);
    }
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, AdminRoutes routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    var threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("keeptrail-admin");
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(server -> server.setErrorHandler(new ProtocolErrors()));
    config.routes.get("/keeptrusts/config", guarded(routes::config));
    config.routes.get("/keeptrusts/config/plan", guarded(routes::plan));
    config.routes.post("/keeptrusts/config/reload", guarded(routes::reload));
    config.routes.post("/keeptrusts/config/revert", guarded(routes::revert));
    config.routes.exception(HttpResponseException.class, AdminServer::refuse);
  }

  private Handler guarded(Handler handler) {
    return context -> {
      if (opens(Callers.shown(context.req()))) {
        handler.handle(context);
      } else {
        Reply.refuse(context.res(), INVALID_TOKEN, "", null);
      }
    };
  }

  private boolean opens(@Nullable String shown) {
    if (shown == null) {
      return false;
    }
    return token.matches(shown)
        || (check instanceof CallerCheck.Known known
            && known.keys() != null
            && known.keys().show(shown, KeyScope.ADMIN) instanceof Shown.Good);
  }

  private static void refuse(HttpResponseException refused, Context context) {
    try {
      Reply.refuse(context.res(), ProtocolErrors.refusal(refused.getStatus()), "", null);
    } catch (IOException lost) {
      // The operator is gone; there is nobody to tell.
      context.res().setStatus(refused.getStatus());
    }
  }
}
