package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.capture.CapturingStore;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.http.AdminRoutes;
import dev.keeptrail.gateway.http.AdminServer;
import dev.keeptrail.gateway.http.HttpServer;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that serves one pack at a time. Owns its ports and its connections to providers; the
 * first program and the store stay the caller's, to be closed after this. Closing is graceful: new
 * requests are refused, those inside finish.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final Doorway doorway;
  private final HttpServer server;
  private final @Nullable AdminServer admin;
  private final Duration drainTimeout;

  private Gateway(
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      HttpServer server,
      @Nullable AdminServer admin,
      Duration drainTimeout) {
    this.serving = serving;
    this.reloader = reloader;
    this.doorway = doorway;
    this.server = server;
    this.admin = admin;
    this.drainTimeout = drainTimeout;
  }

  /**
   * Starts to serve one pack for good.
   *
   * @throws GatewayStartException when the address cannot be had or the pack's targets cannot be
   *     used
   */
  public static Gateway start(GatewaySettings settings, PolicyProgram program, EventStore store)
      throws GatewayStartException {
    return start(settings, program, store, null);
  }

  /**
   * Starts to serve a pack that can be replaced.
   *
   * @param program the first; it stays the caller's, those that replace it are the gateway's
   * @param source where other packs come from; null for one pack for good
   * @throws GatewayStartException when an address cannot be had or the pack's targets cannot be
   *     used
   */
  public static Gateway start(
      GatewaySettings settings,
      PolicyProgram program,
      EventStore store,
      @Nullable PackSource source)
      throws GatewayStartException {
    var preparing = new Preparing(settings, PriceTable.bundled());
    var first = new ServedProgram(program, settings.packSigners());
    ServingSwitch serving;
    try {
      serving = new ServingSwitch(preparing.prepare(first, false));
    } catch (UnusableTargetException | UnusableKeyException unusable) {
      throw new GatewayStartException(String.valueOf(unusable.getMessage()), unusable);
    }
    Reloader reloader =
        source == null
            ? null
            : new Reloader(
                serving, source, next -> preparing.prepare(next, true), settings.clock());
    var doorway =
        new Doorway(settings.maxConcurrency(), settings.maxQueue(), settings.queueTimeout());
    var metrics = new GatewayMetrics(new ServedLabels(serving, preparing.prices()));
    metrics.gauge(
        "keeptrusts_gateway_requests_inside", "Requests being served or waiting", doorway::inside);
    var kept = new CapturingStore(store, preparing.desk());
    var routes = routes(settings, kept, serving, reloader, doorway, metrics, preparing);
    try {
      return listen(settings, serving, reloader, doorway, routes);
    } catch (ListenException failed) {
      serving.close();
      throw new GatewayStartException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private static Gateway listen(
      GatewaySettings settings,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Routes routes)
      throws ListenException {
    AdminSettings asked = settings.admin();
    AdminServer admin =
        asked == null
            ? null
            : new AdminServer(
                asked.host(),
                asked.port(),
                asked.token(),
                settings.callers().check(),
                new AdminRoutes(serving, reloader));
    try {
      var server = new HttpServer(settings.host(), settings.port(), routes);
      doorway.open();
      LOG.info(
          "serving pack {} on {}:{}",
          serving.current().program().plan().pack().label(),
          settings.host(),
          server.port());
      return new Gateway(serving, reloader, doorway, server, admin, settings.drainTimeout());
    } catch (ListenException failed) {
      if (admin != null) {
        admin.close();
      }
      throw failed;
    }
  }

  /** The port it listens on, also where the system chose it. */
  public int port() {
    return server.port();
  }

  /** The port of the operator's listener; empty when there is none. */
  public OptionalInt adminPort() {
    return admin == null ? OptionalInt.empty() : OptionalInt.of(admin.port());
  }

  /** Who replaces the pack; empty when it is served for good. */
  public Optional<Reloader> reloader() {
    return Optional.ofNullable(reloader);
  }

  /** The pack's provider targets in its order, as they were found when it began to be served. */
  public List<TargetStatus> targets() {
    return serving.current().targets().all().stream()
        .map(target ->
            new TargetStatus(target.id(), target.provider(), target.model(), target.unavailable()))
        .toList();
  }

  /** Refuses new requests, waits for those inside as long as the drain timeout, then stops. */
  @Override
  public void close() {
    try {
      if (!doorway.drain(drainTimeout)) {
        LOG.warn("stopping with {} requests unfinished", doorway.inside());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (admin != null) {
      admin.close();
    }
    server.close();
    serving.close();
  }

  private static Routes routes(
      GatewaySettings settings,
      EventStore store,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      GatewayMetrics metrics,
      Preparing preparing) {
    var budget = BodyBudget.ofHeap();
    metrics.gauge(
        "keeptrusts_gateway_body_bytes", "Bytes of request bodies being held", budget::held);
    return new Routes(
        doorway,
        budget,
        settings.callers(),
        settings.maxBodyBytes(),
        settings.requestReadTimeout(),
        serving,
        reloader,
        store,
        metrics,
        preparing.ids()::nextRequest,
        settings.gatewayId(),
        settings.clock());
  }
}
