package dev.keeptrail.gateway;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.gateway.allowance.Unpriced;
import dev.keeptrail.gateway.cache.AnswerCache;
import dev.keeptrail.gateway.capture.CaptureDesk;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.clock.MonotonicClock;
import dev.keeptrail.gateway.consent.Consents;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.exchange.McpRunner;
import dev.keeptrail.gateway.exchange.Mirror;
import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.gateway.exchange.ToolGovernance;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.extraction.Reach;
import dev.keeptrail.gateway.mcp.McpMemory;
import dev.keeptrail.gateway.mcp.RequestStates;
import dev.keeptrail.gateway.opinion.Judges;
import dev.keeptrail.gateway.opinion.Markers;
import dev.keeptrail.gateway.provider.ProviderPool;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.gateway.repetition.Repetitions;
import dev.keeptrail.gateway.routing.DataCompliance;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.SeenSecrets;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.TimedProgram;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.price.PriceTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes programs ready to be served, with what stays the same from one to the next. */
final class Preparing {
  /** The variable with the key that several gateways share. */
  private static final String STATE_KEY = "KEEPTRAIL_MCP_STATE_KEY";

  private static final Logger LOG = LoggerFactory.getLogger(Preparing.class);

  private final GatewaySettings settings;
  private final PriceTable prices;
  private final GatewayMetrics metrics;
  private final @Nullable Shadows shadows;
  private final EventIds ids;
  private final AnswerCache cache = AnswerCache.ofHeap();
  private final ToolConversations conversations;
  private final McpMemory memory;
  private final CaptureDesk desk = new CaptureDesk();
  private final Markers markers = new Markers();
  private final ReviewDesk reviews;
  private final Clock passing = new MonotonicClock(System::nanoTime);

  Preparing(GatewaySettings settings, GatewayMetrics metrics, @Nullable Shadows shadows)
      throws GatewayStartException {
    this.settings = settings;
    this.prices = prices(settings);
    this.reviews = reviews(settings);
    this.metrics = metrics;
    this.shadows = shadows;
    this.conversations = new ToolConversations(System::nanoTime);
    this.memory = McpMemory.under(states(settings));
    this.ids = EventIds.secure(settings.clock());
  }

  private static RequestStates states(GatewaySettings settings) throws GatewayStartException {
    Optional<String> key = settings.secrets().resolve(new SecretRef.Env(STATE_KEY));
    return RequestStates.under(key, settings.clock())
        .orElseThrow(() ->
            new GatewayStartException(
                STATE_KEY
                    + " holds no key: 32 random bytes in Base64, as `openssl rand -base64 32`"
                    + " writes"));
  }

  private static PriceTable prices(GatewaySettings settings) {
    PriceTable own = settings.prices();
    return own == null ? PriceTable.bundled() : own;
  }

  PriceTable prices() {
    return prices;
  }

  AnswerCache cache() {
    return cache;
  }

  /** Where captures wait for their events. */
  CaptureDesk desk() {
    return desk;
  }

  /** Where what is escalated goes. */
  ReviewDesk reviews() {
    return reviews;
  }

  private static ReviewDesk reviews(GatewaySettings settings) {
    AdministrationSettings asked = settings.administration();
    return asked == null
        ? ReviewDesk.none()
        : ReviewDesk.of(
            asked.administration().escalations(), asked.escalationLifetime(), asked.escalations());
  }

  EventIds ids() {
    return ids;
  }

  /**
   * Makes those ready that a gateway starts with.
   *
   * @throws GatewayStartException when one cannot be served
   */
  Packs<Serving> first(Packs<ServedProgram> programs) throws GatewayStartException {
    SortedMap<String, Serving> first = new TreeMap<>();
    for (Map.Entry<String, ServedProgram> program : programs.byGroup().entrySet()) {
      String group = program.getKey();
      try {
        first.put(group, prepare(group, program.getValue(), false));
      } catch (UnusableTargetException | UnusableKeyException unusable) {
        first.values().forEach(Serving::retire);
        throw new GatewayStartException(
            Packs.problem(group, String.valueOf(unusable.getMessage())), unusable);
      }
    }
    return new Packs<>(first);
  }

  /**
   * Makes a program ready.
   *
   * @param group the consumer group that it is for
   * @param owned whether it is closed when something else has come in its place
   * @throws UnusableTargetException when one of its targets can never be asked
   * @throws UnusableKeyException when its captures cannot be sealed
   */
  Serving prepare(String group, ServedProgram next, boolean owned)
      throws UnusableTargetException, UnusableKeyException {
    var plan = next.program().plan();
    var secrets = SeenSecrets.of(plan, settings.secrets());
    var captures = Captures.of(plan, secrets, desk, shadows == null ? null : shadows.tap(group));
    var providers =
        new ProviderPool(plan.providers(), secrets, limits(plan), settings.simulatedProvider());
    warn(next);
    boolean governsTools = ToolGovernance.of(plan, PolicyKinds.installed().schemas());
    Set<String> excluded = DataCompliance.excluded(plan);
    var mirror = Mirror.of(next.program(), governsTools, providers.targets(), excluded, metrics);
    var program = new TimedProgram(next.program(), metrics);
    var reach = new Reach(settings.pages(), settings.proxy());
    var judges = Judges.of(plan, secrets, reach, markers);
    var runner =
        new ExchangeRunner(
            program,
            captures,
            governsTools,
            router(plan, providers, excluded),
            prices,
            cache,
            reviews,
            ContentExtraction.of(plan, reach, metrics::fetched),
            Repetitions.of(plan, passing),
            new RefusedRequests(plan.gateway().repeats(), System::nanoTime),
            Consents.of(plan, reach),
            judges,
            mirror,
            ids::nextEvent,
            settings.decider(),
            settings.clock());
    var mcp =
        new McpRunner(
            program,
            captures,
            governsTools,
            ToolVisibility.of(plan),
            providers.servers(),
            conversations,
            memory,
            reviews,
            judges,
            ids::nextEvent,
            settings.decider(),
            settings.listening(),
            settings.clock());
    return new Serving(
        group, next, secrets, providers, runner, mcp, mirror, settings.clock().instant(), owned);
  }

  private ProviderPool.Limits limits(PackPlan plan) {
    int mirrored = plan.gateway().routing().mirror() == null ? 0 : Mirror.AT_ONCE;
    return new ProviderPool.Limits(
        settings.maxConcurrency() + mirrored + settings.listening().streams(),
        settings.upstreamTimeout(),
        settings.maxBodyBytes(),
        settings.proxy());
  }

  /** Says what the author of the pack may not expect of it. */
  private void warn(ServedProgram next) {
    PackPlan plan = next.program().plan();
    Unpriced.models(plan, prices)
        .forEach(model ->
            LOG.warn(
                "no price is known for `{}`, so the budgets of `{}` refuse what may be sent to it;"
                    + " give its price in `--prices`, or write `unpriced: allow`",
                model,
                plan.pack().name()));
    List<String> wait = next.program().answers().wholeTextReasons();
    if (!wait.isEmpty()) {
      LOG.info("streamed answers wait until all of them is judged, for: {}", wait);
    }
  }

  /** The target of copies answers no requests. */
  private Router router(PackPlan plan, ProviderPool providers, Set<String> excluded) {
    RoutingPlan routing = plan.gateway().routing();
    RoutingPlan.Mirror mirror = routing.mirror();
    var targets =
        mirror == null ? providers.targets() : providers.targets().without(Set.of(mirror.target()));
    return new Router(routing, targets, excluded, prices);
  }
}
