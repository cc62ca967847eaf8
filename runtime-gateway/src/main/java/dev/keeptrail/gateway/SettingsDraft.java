package dev.keeptrail.gateway;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.exchange.ListenBounds;
import dev.keeptrail.gateway.extraction.PublicAddresses;
import dev.keeptrail.gateway.provider.SimulatedProvider;
import dev.keeptrail.gateway.telemetry.Surroundings;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.price.PriceTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a gateway while some of them change. Confined to one thread. */
final class SettingsDraft {
  String host;
  int port;
  String gatewayId;
  CallerSettings callers;
  int maxConcurrency;
  int maxQueue;
  Duration queueTimeout;
  Duration requestReadTimeout;
  Duration upstreamTimeout;
  Duration silence;
  Duration drainTimeout;
  long maxBodyBytes;
  SecretSource secrets;
  Clock clock;
  SimulatedProvider simulatedProvider;
  @Nullable AdminSettings admin;
  @Nullable PriceTable prices;
  @Nullable Path spending;
  @Nullable TraceSettings traces;
  @Nullable TlsSettings tls;
  @Nullable AdministrationSettings administration;
  PublicAddresses pages;
  @Nullable OutboundProxy proxy;
  Surroundings beside;
  ListenBounds listening;
  DecisionEvent.@Nullable Build build;

  SettingsDraft(GatewaySettings from) {
    host = from.host();
    port = from.port();
    gatewayId = from.gatewayId();
    callers = from.callers();
    maxConcurrency = from.maxConcurrency();
    maxQueue = from.maxQueue();
    queueTimeout = from.queueTimeout();
    requestReadTimeout = from.requestReadTimeout();
    upstreamTimeout = from.upstreamTimeout();
    silence = from.silence();
    drainTimeout = from.drainTimeout();
    maxBodyBytes = from.maxBodyBytes();
    secrets = from.secrets();
    clock = from.clock();
    simulatedProvider = from.simulatedProvider();
    admin = from.admin();
    prices = from.prices();
    spending = from.spending();
    traces = from.traces();
    tls = from.tls();
    administration = from.administration();
    pages = from.pages();
    proxy = from.proxy();
    beside = from.beside();
    listening = from.listening();
    build = from.build();
  }

  GatewaySettings settings() {
    return new GatewaySettings(
        host,
        port,
        gatewayId,
        callers,
        maxConcurrency,
        maxQueue,
        queueTimeout,
        requestReadTimeout,
        upstreamTimeout,
        silence,
        drainTimeout,
        maxBodyBytes,
        secrets,
        clock,
        simulatedProvider,
        admin,
        prices,
        spending,
        traces,
        tls,
        administration,
        pages,
        proxy,
        beside,
        listening,
        build);
  }
}
