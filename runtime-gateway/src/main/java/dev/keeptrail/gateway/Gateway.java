package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.exchange.ToolGovernance;
import dev.keeptrail.gateway.http.HttpServer;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.provider.ProviderPool;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.event.EventIds;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that serves one pack. Owns its port and its connections to providers; the program and
 * the store stay the caller's, to be closed after this. Closing is graceful: new requests are
 * refused, those inside finish.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final ProviderPool providers;
  private final Doorway doorway;
  private final HttpServer server;
  private final Duration drainTimeout;

  private Gateway(
      ProviderPool providers, Doorway doorway, HttpServer server, Duration drainTimeout) {
    this.providers = providers;
    this.doorway = doorway;
    this.server = server;
    this.drainTimeout = drainTimeout;
  }

  /**
   * Starts to serve.
   *
   * @throws GatewayStartException when the address cannot be had or the pack's targets cannot be
   *     used
   */
  public static Gateway start(GatewaySettings settings, PolicyProgram program, EventStore store)
      throws GatewayStartException {
    var prices = PriceTable.bundled();
    ProviderPool providers = providers(settings, program);
    var doorway =
        new Doorway(settings.maxConcurrency(), settings.maxQueue(), settings.queueTimeout());
    var metrics = new GatewayMetrics(new ModelLabels(program.plan(), prices));
    metrics.gauge(
        "keeptrusts_gateway_requests_inside", "Requests being served or waiting", doorway::inside);
    var routes = routes(settings, program, store, providers, doorway, prices, metrics);
    try {
      var server = new HttpServer(settings.host(), settings.port(), routes);
      doorway.open();
      LOG.info(
          "serving pack {} on {}:{}",
          program.plan().pack().label(),
          settings.host(),
          server.port());
      return new Gateway(providers, doorway, server, settings.drainTimeout());
    } catch (ListenException failed) {
      providers.close();
      throw new GatewayStartException(String.valueOf(failed.getMessage()), failed);
    }
  }

  /** The port it listens on, also where the system chose it. */
  public int port() {
    return server.port();
  }

  /** The pack's provider targets in its order, as they were found at start. */
  public List<TargetStatus> targets() {
    return providers.targets().all().stream()
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
    server.close();
    providers.close();
  }

  private static ProviderPool providers(GatewaySettings settings, PolicyProgram program)
      throws GatewayStartException {
    var limits =
        new ProviderPool.Limits(
            settings.maxConcurrency(), settings.upstreamTimeout(), settings.maxBodyBytes());
    try {
      return new ProviderPool(
          program.plan().providers(), settings.secrets(), limits, settings.simulatedProvider());
    } catch (UnusableTargetException unusable) {
      throw new GatewayStartException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static Routes routes(
      GatewaySettings settings,
      PolicyProgram program,
      EventStore store,
      ProviderPool providers,
      Doorway doorway,
      PriceTable prices,
      GatewayMetrics metrics) {
    EventIds ids = EventIds.secure(settings.clock());
    var runner =
        new ExchangeRunner(
            program,
            ToolGovernance.of(program.plan(), PolicyKinds.installed().schemas()),
            new Router(program.plan().gateway().routing(), providers.targets(), prices),
            prices,
            ids::nextEvent,
            settings.gatewayId(),
            settings.clock());
    var budget = BodyBudget.ofHeap();
    metrics.gauge(
        "keeptrusts_gateway_body_bytes", "Bytes of request bodies being held", budget::held);
    return new Routes(
        doorway,
        budget,
        settings.apiToken(),
        settings.maxBodyBytes(),
        settings.requestReadTimeout(),
        program,
        providers.targets(),
        runner,
        store,
        metrics,
        ids::nextRequest,
        settings.gatewayId(),
        settings.packSigners(),
        settings.clock());
  }
}
