package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.LedgerStanding;
import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.BodyShares;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Allowances;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.Publication;
import dev.keeptrail.gateway.contents.ContentsMethod;
import dev.keeptrail.gateway.exchange.ListenBounds;
import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the routes need, and which there are.
 *
 * @param callers who may ask, and whose word about callers counts
 * @param silence after how long a stream says that it lives
 * @param listening how long callers may listen to servers of tools, and how many
 * @param reviews where what is escalated goes
 * @param reloader who replaces the pack; null where nobody does
 * @param standing whether the ledger takes events
 * @param refusals counts what is refused without an event
 * @param troubles what operators should know of the listeners
 */
public record Routes(
    Doorway doorway,
    BodyBudget budget,
    Allowances allowances,
    CallerSettings callers,
    long maxBodyBytes,
    Duration requestReadTimeout,
    Duration silence,
    ListenBounds listening,
    ServingSwitch serving,
    @Nullable Reloader reloader,
    EventStore store,
    LedgerStanding standing,
    GatewayMetrics metrics,
    Traces traces,
    ReviewDesk reviews,
    RefusalTally refusals,
    Supplier<String> requestIds,
    Supplier<List<String>> troubles,
    String gatewayId,
    Clock clock) {
  private static final String BELOW = "/<below>";

  Rejections rejections() {
    return new Rejections(refusals, metrics);
  }

  void register(RoutesConfig config, CallerClock waiting) {
    var bodies = new BodyReader(maxBodyBytes, requestReadTimeout, BodyShares.of(doorway.places()));
    var asking = new Callers(callers, clock);
    var models = new ModelsRoute(serving, asking, rejections(), requestIds);
    var status =
        new StatusRoutes(
            doorway,
            allowances::recordsSpending,
            callers,
            serving,
            reloader,
            standing,
            metrics,
            troubles,
            gatewayId,
            clock);
    var entrance = new Entrance(doorway, bodies, rejections(), requestIds);
    var services =
        new RouteServices(
            entrance,
            asking,
            budget,
            bodies,
            traces,
            serving,
            allowances,
            doorway,
            new Records(store, standing, metrics),
            new Reviews(reviews),
            silence,
            waiting);
    config.before(this::hangUpWhenLeaving);
    Map<ContentsMethod, ModelRoute> contents = new EnumMap<>(ContentsMethod.class);
    Map<Protocol, ModelRoute> served = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      var route = new ModelRoute(protocol, services);
      served.put(protocol, route);
      protocol
          .method()
          .ifPresentOrElse(
              method -> contents.put(method, route),
              () -> config.post(protocol.route(), route::handle));
      AzurePaths.of(protocol).forEach(path -> config.post(path, route::handle));
    }
    Map<String, UngovernedRoute> others =
        OtherAreas.methods().stream()
            .collect(
                Collectors.toMap(OtherArea::path, area -> new UngovernedRoute(area, services)));
    for (String path : ContentsAddress.ROUTES) {
      config.post(
          path,
          context -> {
            UngovernedRoute other =
                OtherAreas.method(context.pathParam(ContentsAddress.CALL))
                    .map(others::get)
                    .orElse(null);
            if (other == null) {
              ContentsAddress.route(context, contents).handle(context);
            } else {
              other.handle(context);
            }
          });
    }
    for (String path : VertexPaths.MESSAGES) {
      config.post(
          path,
          context ->
              Objects.requireNonNull(served.get(VertexPaths.protocol(context))).handle(context));
    }
    registerOthers(config, services);
    var mcp = new McpRoute(services, new McpListeners(listening));
    config.post(McpRoute.ROUTE, mcp::handle);
    config.delete(McpRoute.ROUTE, mcp::end);
    Publication publication = callers.publication();
    if (publication != null) {
      var metadata = new MetadataRoute(publication);
      read(config, MetadataRoute.ROUTE, metadata::tell);
      read(config, MetadataRoute.BELOW, metadata::tell);
    }
    read(config, ModelsRoute.ROUTE, models::list);
    read(config, ModelsRoute.ONE, models::one);
    read(config, ModelsRoute.GOOGLE, models::list);
    read(config, ModelsRoute.ONE_OF_GOOGLE, models::one);
    for (String path :
        Stream.concat(AzurePaths.MODELS.stream(), VertexPaths.MODELS.stream()).toList()) {
      read(config, path, models::list);
      read(config, path + ModelsRoute.ONE_OF, models::one);
    }
    read(config, "/healthz", status::live);
    read(config, "/readyz", status::ready);
    read(config, "/health", status::health);
    read(config, "/metrics", status::metrics);
  }

  /** What is refused with an event that says so. */
  private static void registerOthers(RoutesConfig config, RouteServices services) {
    for (OtherArea area : OtherAreas.all()) {
      var route = new UngovernedRoute(area, services);
      if (area.reach() != OtherArea.Reach.BELOW) {
        refuse(config, area.path(), route);
      }
      if (area.reach() != OtherArea.Reach.ALONE) {
        refuse(config, area.path() + BELOW, route);
      }
    }
  }

  private static void refuse(RoutesConfig config, String path, UngovernedRoute route) {
    read(config, path, route::handle);
    config.post(path, route::handle);
    config.put(path, route::handle);
    config.patch(path, route::handle);
    config.delete(path, route::handle);
  }

  /** A connection that a balancer or a client keeps would bring requests until the very end. */
  private void hangUpWhenLeaving(Context context) {
    if (doorway.state() == Doorway.State.LEAVING) {
      context.header("connection", "close");
    }
  }

  /**
   * {@code HEAD} says what {@code GET} would say; left to the framework it says that all is well.
   */
  private static void read(RoutesConfig config, String path, Handler handler) {
    config.get(path, handler);
    config.head(path, handler);
  }
}
