package dev.keeptrail.gateway.http;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.EventStore;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the routes need, and which there are.
 *
 * @param token null asks callers for nothing
 * @param packSigners ids of the keys that are known to have signed the pack
 */
public record Routes(
    Doorway doorway,
    BodyBudget budget,
    @Nullable ApiToken token,
    long maxBodyBytes,
    Duration requestReadTimeout,
    PolicyProgram program,
    Targets targets,
    ExchangeRunner runner,
    EventStore store,
    GatewayMetrics metrics,
    Supplier<String> requestIds,
    String gatewayId,
    List<String> packSigners,
    Clock clock) {

  void register(RoutesConfig config) {
    var bodies = new BodyReader(maxBodyBytes, requestReadTimeout);
    var models = new ModelsRoute(targets, token, requestIds);
    var status =
        new StatusRoutes(doorway, program, targets, store, metrics, gatewayId, packSigners, clock);
    for (Protocol protocol : Protocol.values()) {
      var route =
          new ModelRoute(
              protocol, doorway, token, budget, bodies, runner, store, metrics, requestIds);
      config.post(protocol.route(), route::handle);
    }
    config.get("/v1/models", models::handle);
    config.get("/healthz", status::live);
    config.get("/readyz", status::ready);
    config.get("/health", status::health);
    config.get("/metrics", status::metrics);
  }
}
