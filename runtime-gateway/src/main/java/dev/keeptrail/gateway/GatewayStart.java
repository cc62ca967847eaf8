package dev.keeptrail.gateway;

import dev.keeptrail.gateway.administration.Housekeeping;
import dev.keeptrail.gateway.administration.LedgerStanding;
import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.allowance.Unpriced;
import dev.keeptrail.gateway.capture.CapturingStore;
import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.limits.BucketMeters;
import dev.keeptrail.gateway.limits.RateLimiter;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.OtlpTraces;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a gateway together and lets it listen. What was opened on the way is closed where that
 * fails. One use, one thread.
 */
final class GatewayStart {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final GatewaySettings settings;
  private final GatewayPacks packs;
  private final EventStore store;
  private final Listeners listeners;

  // What is served gives models their labels, and is made with the metrics at hand.
  private final AtomicReference<UnaryOperator<String>> labels =
      new AtomicReference<>(model -> "other");
  private final GatewayMetrics metrics;
  private final @Nullable Shadows shadows;

  private GatewayStart(
      GatewaySettings settings, GatewayPacks packs, EventStore store, Listeners listeners) {
    this.settings = settings;
    this.packs = packs;
    this.store = store;
    this.listeners = listeners;
    this.metrics =
        new GatewayMetrics(model -> labels.get().apply(model), settings.beside(), settings.clock());
    this.shadows = packs.shadows() == null ? null : new Shadows(packs.shadows(), metrics);
  }

  /**
   * Starts to serve packs.
   *
   * @throws GatewayStartException when an address cannot be had or a pack's targets cannot be used
   */
  static Gateway of(GatewaySettings settings, GatewayPacks packs, EventStore store)
      throws GatewayStartException {
    return new GatewayStart(settings, packs, store, Listeners.of(settings)).run();
  }

  private Gateway run() throws GatewayStartException {
    @Nullable Budgets budgets = null;
    boolean started = false;
    try {
      budgets = SpendingFile.open(settings);
      Gateway gateway = serve(budgets);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        close(budgets);
      }
    }
  }

  private void close(@Nullable Budgets budgets) {
    if (budgets != null) {
      SpendingFile.close(budgets);
    }
    listeners.close();
    if (shadows != null) {
      shadows.close();
    }
  }

  private Gateway serve(Budgets budgets) throws GatewayStartException {
    var preparing = new Preparing(settings, metrics, shadows);
    var serving = new ServingSwitch(preparing.first(packs.first()), packs.unknown());
    var record = PackRecord.of(settings, packs);
    Reloader reloader = reloader(serving, preparing, record);
    labels.set(new ServedLabels(serving, preparing.prices())::apply);
    Routes routes = routes(serving, reloader, budgets, preparing);
    try {
      record.begin();
      measureWaits();
      // WHY: before anything is under way, so that what is not settled was left by others.
      preparing.reviews().tidy(store);
      return listen(serving, reloader, budgets, routes, preparing.reviews());
    } catch (ListenException | LedgerException failed) {
      routes.traces().close();
      serving.close();
      throw new GatewayStartException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private void measureWaits() throws LedgerException {
    AdministrationSettings kept = settings.administration();
    if (kept != null) {
      kept.administration().escalations().measure(System::nanoTime);
    }
  }

  private @Nullable Reloader reloader(
      ServingSwitch serving, Preparing preparing, PackRecord record) {
    return packs.sources() == null
        ? null
        : new Reloader(
            serving,
            packs.sources(),
            (group, next) -> preparing.prepare(group, next, true),
            () -> shadows == null ? null : shadows.reload(),
            settings.clock(),
            done -> record.reloaded(serving, done));
  }

  private Gateway listen(
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Budgets budgets,
      Routes routes,
      ReviewDesk reviews)
      throws ListenException {
    AdministrationSettings kept = settings.administration();
    listeners.open(settings, routes, serving, reloader, shadows);
    routes.doorway().open();
    LOG.info(
        "serving {} on {}:{}",
        serving.all().stream().map(one -> one.program().plan().pack().label()).toList(),
        settings.host(),
        listeners.port());
    return new Gateway(
        serving,
        reloader,
        routes.doorway(),
        budgets,
        listeners,
        routes.traces(),
        shadows,
        settings.drainTimeout(),
        kept == null
            ? null
            : Housekeeping.start(
                kept.administration(), store, routes.refusals(), () -> reviews.tidy(store)));
  }

  private Traces traces(ServingSwitch serving) {
    TraceSettings asked = settings.traces();
    Traces traces =
        asked == null
            ? Traces.OFF
            : new OtlpTraces(asked, settings.clock(), new ServedTargets(serving), settings.proxy());
    metrics.spans(traces);
    return traces;
  }

  private Routes routes(
      ServingSwitch serving, @Nullable Reloader reloader, Budgets budgets, Preparing preparing) {
    var doorway =
        new Doorway(settings.maxConcurrency(), settings.maxQueue(), settings.queueTimeout());
    var allowances =
        new Allowances(
            new RateLimiter(new BucketMeters(System::nanoTime)),
            budgets,
            preparing.prices(),
            metrics);
    var bodies = BodyBudget.ofHeap();
    var capturing = new CapturingStore(store, preparing.desk());
    var standing =
        new LedgerStanding(
            capturing, preparing.ids()::nextAdministrative, settings.gatewayId(), settings.clock());
    gauges(doorway, preparing, bodies, standing);
    return new Routes(
        doorway,
        bodies,
        allowances,
        settings.callers(),
        settings.maxBodyBytes(),
        settings.requestReadTimeout(),
        settings.silence(),
        settings.listening(),
        serving,
        reloader,
        capturing,
        standing,
        metrics,
        traces(serving),
        preparing.reviews(),
        new RefusalTally(settings.gatewayId(), settings.clock()),
        preparing.ids()::nextRequest,
        () ->
            Stream.of(
                    listeners.problems(), budgets.problems(), unpriced(serving, preparing.prices()))
                .flatMap(List::stream)
                .toList(),
        settings.gatewayId(),
        settings.clock());
  }

  private static List<String> unpriced(ServingSwitch serving, PriceTable prices) {
    return serving.all().stream()
        .flatMap(one ->
            Unpriced.models(one.program().plan(), prices).stream()
                .map(model -> Packs.problem(one.group(), Unpriced.problem(model))))
        .toList();
  }

  private void gauges(
      Doorway doorway, Preparing preparing, BodyBudget bodies, LedgerStanding standing) {
    metrics.gauge(
        "keeptrusts_gateway_ledger_takes_events",
        "1 while what is asked can be recorded, 0 while requests are refused for it",
        () -> standing.stoppedSince().isEmpty() && store.healthy() ? 1 : 0);
    EscalationGauges.of(preparing.reviews(), metrics);
    metrics.gauge(
        "keeptrusts_gateway_requests_inside", "Requests being served or waiting", doorway::inside);
    metrics.gauge(
        "keeptrusts_gateway_cache_entries",
        "Answers that are kept",
        () -> preparing.cache().size());
    metrics.gauge(
        "keeptrusts_gateway_body_bytes", "Bytes of request bodies being held", bodies::held);
  }
}
