package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.administration.Housekeeping;
import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.capture.CapturingStore;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.limits.BucketMeters;
import dev.keeptrail.gateway.limits.RateLimiter;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.OtlpTraces;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that serves one pack at a time, or one for each consumer group. Owns its ports and its
 * connections to providers; the first programs and the store stay the caller's, to be closed after
 * this. Closing is graceful: new requests are refused, those inside finish.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final Doorway doorway;
  private final Budgets budgets;
  private final Listeners listeners;
  private final Traces traces;
  private final @Nullable Shadows shadows;
  private final Duration drainTimeout;
  private final @Nullable Housekeeping housekeeping;

  private Gateway(
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Budgets budgets,
      Listeners listeners,
      Traces traces,
      @Nullable Shadows shadows,
      Duration drainTimeout,
      @Nullable Housekeeping housekeeping) {
    this.housekeeping = housekeeping;
    this.serving = serving;
    this.reloader = reloader;
    this.doorway = doorway;
    this.budgets = budgets;
    this.listeners = listeners;
    this.traces = traces;
    this.shadows = shadows;
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
    return start(settings, GatewayPacks.of(program), store);
  }

  /**
   * Starts to serve packs.
   *
   * @throws GatewayStartException when an address cannot be had or a pack's targets cannot be used
   */
  public static Gateway start(GatewaySettings settings, GatewayPacks packs, EventStore store)
      throws GatewayStartException {
    // What is served gives models their labels, and is made with the metrics at hand.
    var labels = new AtomicReference<UnaryOperator<String>>(model -> "other");
    var metrics =
        new GatewayMetrics(model -> labels.get().apply(model), settings.beside(), settings.clock());
    Listeners listeners = Listeners.of(settings);
    Shadows shadows = packs.shadows() == null ? null : new Shadows(packs.shadows(), metrics);
    @Nullable Budgets budgets = null;
    boolean started = false;
    try {
      budgets = SpendingFile.open(settings);
      Gateway gateway = start(settings, packs, store, labels, metrics, shadows, listeners, budgets);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        if (budgets != null) {
          SpendingFile.close(budgets);
        }
        listeners.close();
        if (shadows != null) {
          shadows.close();
        }
      }
    }
  }

  private static Gateway start(
      GatewaySettings settings,
      GatewayPacks packs,
      EventStore store,
      AtomicReference<UnaryOperator<String>> labels,
      GatewayMetrics metrics,
      @Nullable Shadows shadows,
      Listeners listeners,
      Budgets budgets)
      throws GatewayStartException {
    var preparing = new Preparing(settings, metrics, shadows);
    var serving = new ServingSwitch(preparing.first(packs.first()), packs.unknown());
    var record = PackRecord.of(settings, packs);
    Reloader reloader =
        packs.sources() == null
            ? null
            : new Reloader(
                serving,
                packs.sources(),
                (group, next) -> preparing.prepare(group, next, true),
                () -> shadows == null ? null : shadows.reload(),
                settings.clock(),
                done -> record.reloaded(serving, done));
    var doorway =
        new Doorway(settings.maxConcurrency(), settings.maxQueue(), settings.queueTimeout());
    labels.set(new ServedLabels(serving, preparing.prices())::apply);
    metrics.gauge(
        "keeptrusts_gateway_requests_inside", "Requests being served or waiting", doorway::inside);
    var allowances =
        new Allowances(
            new RateLimiter(new BucketMeters(System::nanoTime)),
            budgets,
            preparing.prices(),
            metrics);
    var kept = new CapturingStore(store, preparing.desk());
    Traces traces = traces(settings, serving);
    var routes =
        routes(
            settings,
            kept,
            serving,
            reloader,
            doorway,
            allowances,
            metrics,
            traces,
            preparing,
            () -> problems(listeners, budgets));
    try {
      record.begin();
      return listen(
          settings, listeners, serving, reloader, doorway, budgets, routes, shadows, store);
    } catch (ListenException | LedgerException failed) {
      traces.close();
      serving.close();
      throw new GatewayStartException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private static List<String> problems(Listeners listeners, Budgets budgets) {
    return Stream.concat(listeners.problems().stream(), budgets.problems().stream()).toList();
  }

  private static Gateway listen(
      GatewaySettings settings,
      Listeners listeners,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Budgets budgets,
      Routes routes,
      @Nullable Shadows shadows,
      EventStore store)
      throws ListenException {
    AdministrationSettings kept = settings.administration();
    listeners.open(settings, routes, serving, reloader, shadows);
    doorway.open();
    LOG.info(
        "serving {} on {}:{}",
        serving.all().stream().map(one -> one.program().plan().pack().label()).toList(),
        settings.host(),
        listeners.port());
    return new Gateway(
        serving,
        reloader,
        doorway,
        budgets,
        listeners,
        routes.traces(),
        shadows,
        settings.drainTimeout(),
        kept == null ? null : Housekeeping.start(kept.administration(), store, routes.refusals()));
  }

  /** The port it listens on, also where the system chose it. */
  public int port() {
    return listeners.port();
  }

  /** The port of the operator's listener; empty when there is none. */
  public OptionalInt adminPort() {
    int port = listeners.adminPort();
    return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Who replaces the pack; empty when it is served for good. */
  public Optional<Reloader> reloader() {
    return Optional.ofNullable(reloader);
  }

  /** The provider targets of all packs, as they were found when each began to be served. */
  public List<TargetStatus> targets() {
    return serving.all().stream()
        .flatMap(pack -> pack.targets().all().stream())
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
    listeners.close();
    if (shadows != null) {
      shadows.close();
    }
    if (housekeeping != null) {
      housekeeping.close();
    }
    traces.close();
    serving.close();
    SpendingFile.close(budgets);
  }

  private static Traces traces(GatewaySettings settings, ServingSwitch serving) {
    TraceSettings asked = settings.traces();
    return asked == null
        ? Traces.OFF
        : new OtlpTraces(asked, settings.clock(), new ServedKinds(serving));
  }

  private static Routes routes(
      GatewaySettings settings,
      EventStore store,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Allowances allowances,
      GatewayMetrics metrics,
      Traces traces,
      Preparing preparing,
      Supplier<List<String>> problems) {
    var budget = BodyBudget.ofHeap();
    metrics.gauge(
        "keeptrusts_gateway_cache_entries",
        "Answers that are kept",
        () -> preparing.cache().size());
    metrics.gauge(
        "keeptrusts_gateway_body_bytes", "Bytes of request bodies being held", budget::held);
    return new Routes(
        doorway,
        budget,
        allowances,
        settings.callers(),
        settings.maxBodyBytes(),
        settings.requestReadTimeout(),
        serving,
        reloader,
        store,
        metrics,
        traces,
        preparing.reviews(),
        new RefusalTally(settings.gatewayId(), settings.clock()),
        preparing.ids()::nextRequest,
        problems,
        settings.gatewayId(),
        settings.clock());
  }
}
