package dev.keeptrail.gateway.provider;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the targets of a pack and owns what they share: connections, one timer. Keys are looked up
 * once, here; a missing one is a warning and makes its target unavailable.
 */
public final class ProviderPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderPool.class);

  private final Tunnels tunnels;
  private final CloseableHttpClient http;
  private final @Nullable HttpClient http2;
  private final ScheduledThreadPoolExecutor deadlines;
  private final Targets targets;
  private final Map<String, McpServer> servers = new LinkedHashMap<>();

  /**
   * What holds for calls to all providers.
   *
   * @param proxy who opens connections to those that are asked over https; null for nobody
   */
  public record Limits(
      int connections, Duration timeout, long maxBytes, @Nullable OutboundProxy proxy) {}

  /**
   * Makes all targets.
   *
   * @throws UnusableTargetException when a target can never be asked
   */
  public ProviderPool(
      List<ProviderPlan> plans, SecretSource secrets, Limits limits, SimulatedProvider simulated)
      throws UnusableTargetException {
    if (plans.stream().noneMatch(plan -> ProviderKind.servesModels(plan.provider()))) {
      throw new UnusableTargetException(
          "the pack names no provider target that serves models; add one under `providers.targets`");
    }
    WaitingThreads.prepare();
    this.tunnels = Tunnels.of(limits.proxy(), plans);
    this.http = HttpClients.pooled(limits.connections(), limits.timeout(), tunnels);
    this.http2 =
        plans.stream().anyMatch(this::asksOverHttp2)
            ? Http2Provider.client(limits.timeout(), null)
            : null;
    this.deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("keeptrail-deadlines").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    stayAhead(deadlines);
    var made = new ArrayList<Target>();
    try {
      for (ProviderPlan plan : plans) {
        if (ProviderKind.servesModels(plan.provider())) {
          made.add(target(plan, secrets, limits, simulated));
        } else {
          servers.put(plan.id(), server(plan, secrets, limits));
        }
      }
    } catch (UnusableTargetException unusable) {
      close();
      throw unusable;
    }
    this.targets = new Targets(made);
  }

  public Targets targets() {
    return targets;
  }

  /** The MCP servers, by the ids of their targets. */
  public Map<String, McpServer> servers() {
    return servers;
  }

  /**
   * WHY: a timer wakes its thread for each task that is the next one due. Where each question has
   * the only deadline, that is one hand-off for each question, for deadlines that hardly ever come.
   * A task that is due within a second lets the thread sleep on; a deadline keeps its own time.
   */
  private static void stayAhead(ScheduledExecutorService deadlines) {
    var ignored = deadlines.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
  }

  /** A server without the key that the pack names is asked for without one, and says so itself. */
  private McpServer server(ProviderPlan plan, SecretSource secrets, Limits limits)
      throws UnusableTargetException {
    SecretRef reference = plan.secret();
    String key = reference == null ? null : secrets.resolve(reference).orElse(null);
    if (reference != null && key == null) {
      LOG.warn("target {} is asked without a key: {}", plan.id(), missing(reference));
    }
    Integer own = plan.access().timeoutSeconds();
    Duration timeout = own == null ? limits.timeout() : Duration.ofSeconds(own);
    var endpoint = Endpoint.of(ProviderKind.MCP, plan, key);
    return new McpServer(plan, http, deadlines, endpoint, timeout, limits.maxBytes());
  }

  private Target target(
      ProviderPlan plan, SecretSource secrets, Limits limits, SimulatedProvider simulated)
      throws UnusableTargetException {
    ProviderKind kind =
        ProviderKind.of(plan.provider())
            .orElseThrow(() ->
                new UnusableTargetException(
                    "target `%s` asks for provider `%s`, which this version does not know"
                        .formatted(plan.id(), plan.provider())));
    return kind == ProviderKind.SIMULATED
        ? new Target(plan, simulated, null)
        : overHttp(kind, plan, secrets, limits);
  }

  private Target overHttp(ProviderKind kind, ProviderPlan plan, SecretSource secrets, Limits limits)
      throws UnusableTargetException {
    List<SecretRef> references = references(kind, plan);
    Optional<String> key =
        references.stream().map(secrets::resolve).flatMap(Optional::stream).findFirst();
    var endpoint = Endpoint.of(kind, plan, key.orElse(null));
    if (!references.isEmpty() && key.isEmpty()) {
      String reason = missing(references.getFirst());
      LOG.warn("target {} is unavailable: {}", plan.id(), reason);
      return new Target(plan, new UnavailableProvider(), reason);
    }
    Integer own = plan.access().timeoutSeconds();
    Duration timeout = own == null ? limits.timeout() : Duration.ofSeconds(own);
    var upstream = new Upstream(endpoint, deadlines, timeout, limits.maxBytes());
    HttpClient second = asksOverHttp2(plan) ? http2 : null;
    if (second == null && plan.access().asksForHttp2()) {
      LOG.warn("target {} is asked over HTTP/1.1: there is a proxy on the way", plan.id());
    }
    ProviderClient client =
        second == null ? new HttpProvider(http, upstream) : new Http2Provider(second, upstream);
    return new Target(plan, client, null);
  }

  private boolean asksOverHttp2(ProviderPlan plan) {
    return plan.access().asksForHttp2() && !tunnels.lead(plan);
  }

  /**
   * Where the key may be; a target elsewhere than at its provider gets no key that it did not ask
   * for.
   */
  private static List<SecretRef> references(ProviderKind kind, ProviderPlan plan) {
    SecretRef own = plan.secret();
    if (own != null) {
      return List.of(own);
    }
    return plan.baseUrl() != null && kind != ProviderKind.AZURE_OPENAI
        ? List.of()
        : kind.keyVariables().stream().<SecretRef>map(SecretRef.Env::new).toList();
  }

  private static String missing(SecretRef reference) {
    return switch (reference) {
      case SecretRef.Env env ->
          "environment variable " + env.name() + " is not set or cannot be a key";
      case SecretRef.File file -> "file " + file.path() + " cannot be read or does not hold a key";
      case SecretRef.Store store ->
          "the store has no secret " + store.name() + " that can be used; see `kt secrets list`";
      case SecretRef.Literal _ -> "the key written in the pack cannot be a key";
    };
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    if (http2 != null) {
      http2.shutdownNow();
    }
    try {
      http.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
