package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.administration.Housekeeping;
import dev.keeptrail.gateway.administration.PackTrail;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.capture.CapturingStore;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.http.AdminRoutes;
import dev.keeptrail.gateway.http.AdminServer;
import dev.keeptrail.gateway.http.HttpServer;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.OperatorRoutes;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.limits.BucketMeters;
import dev.keeptrail.gateway.limits.RateLimiter;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.OtlpTraces;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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
  private final HttpServer server;
  private final @Nullable AdminServer admin;
  private final Traces traces;
  private final @Nullable Shadows shadows;
  private final Duration drainTimeout;
  private final @Nullable Housekeeping housekeeping;

  private Gateway(
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Budgets budgets,
      HttpServer server,
      @Nullable AdminServer admin,
      Traces traces,
      @Nullable Shadows shadows,
      Duration drainTimeout,
      @Nullable Housekeeping housekeeping) {
    this.housekeeping = housekeeping;
    this.serving = serving;
    this.reloader = reloader;
    this.doorway = doorway;
    this.budgets = budgets;
    this.server = server;
    this.admin = admin;
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
    var metrics = new GatewayMetrics(model -> labels.get().apply(model));
    Shadows shadows = packs.shadows() == null ? null : new Shadows(packs.shadows(), metrics);
    boolean started = false;
    try {
      Gateway gateway = start(settings, packs, store, labels, metrics, shadows);
      started = true;
      return gateway;
    } finally {
      if (!started && shadows != null) {
        shadows.close();
      }
    }
  }

  private static Gateway start(
      GatewaySettings settings,
      GatewayPacks packs,
      EventStore store,
      AtomicReference<UnaryOperator<String>> labels,
      GatewayMetrics metrics,
      @Nullable Shadows shadows)
      throws GatewayStartException {
    var preparing = new Preparing(settings, prices(settings), metrics, shadows);
    var serving = new ServingSwitch(preparing.first(packs.first()), packs.unknown());
    PackTrail trail = trail(settings);
    Reloader reloader =
        packs.sources() == null
            ? null
            : new Reloader(
                serving,
                packs.sources(),
                (group, next) -> preparing.prepare(group, next, true),
                () -> shadows == null ? null : shadows.reload(),
                settings.clock(),
                done -> tell(trail, serving, packs, done));
    var doorway =
        new Doorway(settings.maxConcurrency(), settings.maxQueue(), settings.queueTimeout());
    Budgets budgets = budgets(settings, serving);
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
        routes(settings, kept, serving, reloader, doorway, allowances, metrics, traces, preparing);
    try {
      begin(trail, packs);
      return listen(settings, serving, reloader, doorway, budgets, routes, shadows, store);
    } catch (ListenException | LedgerException failed) {
      traces.close();
      serving.close();
      close(budgets);
      throw new GatewayStartException(String.valueOf(failed.getMessage()), failed);
    }
  }

  /** Puts the first packs on record before anything is decided by them. */
  private static void begin(@Nullable PackTrail trail, GatewayPacks packs) throws LedgerException {
    if (trail != null) {
      trail.started(packs.first(), texts(packs));
    }
  }

  private static void tell(
      @Nullable PackTrail trail, ServingSwitch serving, GatewayPacks packs, ReloadRecord done) {
    if (trail != null) {
      var now = serving.current().map(one -> new ServedProgram(one.program(), one.signers()));
      trail.reloaded(done, now, texts(packs));
    }
  }

  /** The texts that the packs were made of, by group and path. */
  private static Map<String, Map<String, String>> texts(GatewayPacks packs) {
    Packs<PackSource> sources = packs.sources();
    return sources == null ? Map.of() : sources.map(PackSource::sources).byGroup();
  }

  private static @Nullable PackTrail trail(GatewaySettings settings) {
    AdministrationSettings asked = settings.administration();
    return asked == null
        ? null
        : new PackTrail(asked.administration(), asked.operator(), settings.gatewayId());
  }

  private static PriceTable prices(GatewaySettings settings) {
    PriceTable own = settings.prices();
    return own == null ? PriceTable.bundled() : own;
  }

  private static Budgets budgets(GatewaySettings settings, ServingSwitch serving)
      throws GatewayStartException {
    Path file = settings.spending();
    try {
      return file == null
          ? Budgets.inMemory(settings.clock())
          : Budgets.open(file, settings.clock());
    } catch (IOException unusable) {
      serving.close();
      throw new GatewayStartException(
          "spending cannot be kept in `%s`: %s".formatted(file, unusable.getMessage()), unusable);
    }
  }

  private static void close(Budgets budgets) {
    try {
      budgets.close();
    } catch (IOException lost) {
      LOG.error("spending may not be on the disk: {}", lost.getClass().getSimpleName());
    }
  }

  private static Gateway listen(
      GatewaySettings settings,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Budgets budgets,
      Routes routes,
      @Nullable Shadows shadows,
      EventStore store)
      throws ListenException {
    AdministrationSettings kept = settings.administration();
    AdminSettings asked = settings.admin();
    AdminServer admin = asked == null ? null : admin(asked, settings, serving, reloader, shadows);
    try {
      var server = new HttpServer(settings.host(), settings.port(), routes);
      doorway.open();
      LOG.info(
          "serving {} on {}:{}",
          serving.all().stream().map(one -> one.program().plan().pack().label()).toList(),
          settings.host(),
          server.port());
      return new Gateway(
          serving,
          reloader,
          doorway,
          budgets,
          server,
          admin,
          routes.traces(),
          shadows,
          settings.drainTimeout(),
          kept == null ? null : Housekeeping.start(kept.administration(), store));
    } catch (ListenException failed) {
      if (admin != null) {
        admin.close();
      }
      throw failed;
    }
  }

  private static AdminServer admin(
      AdminSettings asked,
      GatewaySettings settings,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      @Nullable Shadows shadows)
      throws ListenException {
    var operators = new Operators(asked.token(), settings.callers().check());
    Path ledger = asked.ledger();
    AdministrationSettings administered = settings.administration();
    EscalationQueue queue =
        administered == null ? null : administered.administration().escalations();
    try {
      OperatorRoutes reading =
          ledger == null
              ? null
              : new OperatorRoutes(
                  Archive.open(ledger, settings.clock()), operators, serving, reloader, queue);
      var routes =
          new AdminRoutes(serving, reloader, () -> shadows == null ? List.of() : shadows.status());
      return new AdminServer(asked.host(), asked.port(), operators, routes, reading, queue);
    } catch (LedgerException unreadable) {
      throw new ListenException(String.valueOf(unreadable.getMessage()), unreadable);
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
    if (admin != null) {
      admin.close();
    }
    server.close();
    if (shadows != null) {
      shadows.close();
    }
    if (housekeeping != null) {
      housekeeping.close();
    }
    traces.close();
    serving.close();
    close(budgets);
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
      Preparing preparing) {
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
        preparing.ids()::nextRequest,
        settings.gatewayId(),
        settings.clock());
  }
}
