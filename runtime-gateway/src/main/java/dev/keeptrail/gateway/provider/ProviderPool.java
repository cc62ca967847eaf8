package dev.keeptrail.gateway.provider;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the targets of a pack and owns what they share: one connection pool, one timer. Keys are
 * looked up once, here; a missing one is a warning and makes its target unavailable.
 */
public final class ProviderPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderPool.class);
  private static final String OPENAI = "https://api.openai.com/v1";

  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor deadlines;
  private final Targets targets;

  /** Limits on calls to providers. */
  public record Limits(int connections, Duration timeout, long maxBytes) {}

  /**
   * Makes all targets.
   *
   * @throws UnusableTargetException when a target can never be asked
   */
  public ProviderPool(
      List<ProviderPlan> plans, SecretSource secrets, Limits limits, SimulatedProvider simulated)
      throws UnusableTargetException {
    if (plans.isEmpty()) {
      throw new UnusableTargetException(
          "the pack names no provider target; add one under `providers.targets`");
    }
    this.http = HttpClients.pooled(limits.connections(), limits.timeout());
    this.deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("keeptrail-deadlines").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    var made = new ArrayList<Target>();
    try {
      for (ProviderPlan plan : plans) {
        made.add(target(plan, secrets, limits, simulated));
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

  private Target target(
      ProviderPlan plan, SecretSource secrets, Limits limits, SimulatedProvider simulated)
      throws UnusableTargetException {
    return switch (plan.provider()) {
      case "simulated" -> new Target(plan.id(), plan.provider(), plan.model(), simulated, null);
      case "openai" -> overHttp(plan, secrets, limits);
      default ->
          throw new UnusableTargetException(
              "target `%s` asks for provider `%s`; this version serves `openai` and `simulated`"
                  .formatted(plan.id(), plan.provider()));
    };
  }

  private Target overHttp(ProviderPlan plan, SecretSource secrets, Limits limits)
      throws UnusableTargetException {
    URI endpoint = endpoint(plan);
    SecretRef reference = reference(plan);
    Optional<String> key = reference == null ? Optional.empty() : secrets.resolve(reference);
    if (reference != null && key.isEmpty()) {
      String reason = missing(reference);
      LOG.warn("target {} is unavailable: {}", plan.id(), reason);
      return new Target(
          plan.id(), plan.provider(), plan.model(), new UnavailableProvider(), reason);
    }
    var client =
        new HttpProvider(
            http, deadlines, endpoint, key.orElse(null), limits.timeout(), limits.maxBytes());
    return new Target(plan.id(), plan.provider(), plan.model(), client, null);
  }

  private static @Nullable SecretRef reference(ProviderPlan plan) {
    if (plan.secret() != null || plan.baseUrl() != null) {
      return plan.secret();
    }
    return new SecretRef.Env("OPENAI_API_KEY");
  }

  private static String missing(SecretRef reference) {
    return switch (reference) {
      case SecretRef.Env env ->
          "environment variable " + env.name() + " is not set or cannot be a key";
      case SecretRef.File file -> "file " + file.path() + " cannot be read or does not hold a key";
      case SecretRef.Literal _ -> "the key written in the pack cannot be a key";
    };
  }

  private static URI endpoint(ProviderPlan plan) throws UnusableTargetException {
    String base = plan.baseUrl() == null ? OPENAI : plan.baseUrl();
    try {
      URI uri = URI.create(base);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // Said below, with the remedy.
    }
    throw new UnusableTargetException(
        "target `%s` has a `base_url` that is no http or https address with a host and without credentials"
            .formatted(plan.id()));
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    try {
      http.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
