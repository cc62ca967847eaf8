package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the gateway counts. Labels come from the pack, the price table and closed lists only, so no
 * caller can make them grow. Thread-safe.
 */
public final class GatewayMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(120)
  };
  private static final Duration[] OVERHEAD_BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofSeconds(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SinkMetrics sinks;
  private final PolicyTimes times;
  private final ProviderCounts providers;
  private final LongAdder processed = new LongAdder();
  private final Function<String, String> modelLabel;
  private final MeterProvider<Counter> requests;
  private final MeterProvider<Timer> durations;
  private final MeterProvider<Counter> evaluations;
  private final MeterProvider<Counter> tokens;
  private final MeterProvider<Counter> limited;
  private final MeterProvider<Counter> shadowed;
  private final MeterProvider<Counter> shadowLost;
  private final MeterProvider<Counter> mirrored;
  private final Timer shadowTime;
  private final Counter cacheHits;
  private final Counter repeats;
  private final Counter cutOff;
  private final Timer overhead;
  private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);

  /**
   * Starts at zero.
   *
   * @param modelLabel maps any model name to one of few labels
   * @param beside what else is shown
   */
  public GatewayMetrics(
      Function<String, String> modelLabel, Surroundings beside, InstantSource clock) {
    this.sinks = new SinkMetrics(registry, beside, clock);
    this.times = new PolicyTimes(registry);
    this.providers = new ProviderCounts(clock.instant());
    beside.plugIns().forEach(times::show);
    this.modelLabel = modelLabel;
    this.requests =
        counters("keeptrusts_gateway_requests", "Answered requests of the model routes");
    this.durations =
        Timer.builder("keeptrusts_gateway_request_duration")
            .description("Time from the body being read to the answer being handed over")
            .serviceLevelObjectives(BUCKETS)
            .withRegistry(registry);
    this.evaluations =
        counters("keeptrusts_gateway_policy_evaluations", "What each policy came to, per phase");
    this.tokens = counters("keeptrusts_gateway_tokens", "Tokens as the providers counted them");
    this.limited =
        counters("keeptrusts_gateway_limited", "Requests refused by a limit or budget of the pack");
    this.shadowed =
        counters("keeptrusts_gateway_shadow_decisions", "What candidates would have changed");
    this.shadowLost =
        counters(
            "keeptrusts_gateway_shadow_lost",
            "Exchanges that a candidate was not shown, or whose difference is not kept");
    this.mirrored =
        counters("keeptrusts_gateway_mirrored", "Copies of requests, by what became of them");
    this.shadowTime =
        overhead(
                "keeptrusts_gateway_shadow_evaluation",
                "Time of a whole exchange in a candidate, off the request path")
            .register(registry);
    this.cacheHits =
        counter("keeptrusts_gateway_cache_hits", "Answers that were kept and given again");
    this.repeats =
        counter(
            "keeptrusts_gateway_repeats_refused",
            "Requests refused because the answer to the same one was refused before");
    this.cutOff =
        counter(
            "keeptrusts_gateway_slow_readers",
            "Answers that were cut off because they were taken too slowly");
    this.overhead =
        overhead(
                "keeptrusts_gateway_overhead",
                "Request time without the provider's, durable event included")
            .register(registry);
    for (Phase phase : Phase.values()) {
      phases.put(
          phase,
          overhead(
                  "keeptrusts_gateway_policy_evaluation",
                  "Time of one phase: the scan and all its policies, which share it")
              .tag("phase", phase.word())
              .register(registry));
    }
  }

  private MeterProvider<Counter> counters(String name, String description) {
    return Counter.builder(name).description(description).withRegistry(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static Timer.Builder overhead(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(OVERHEAD_BUCKETS);
  }

  /** Counts the judging of one phase of whole texts. */
  public void evaluated(Phase phase, long nanos) {
    Objects.requireNonNull(phases.get(phase)).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes the parts of evaluations. */
  public EvaluationTimes times() {
    return times;
  }

  /** What came of asking each target. */
  public ProviderCounts providers() {
    return providers;
  }

  /** Counts what a policy has fetched before it judges. */
  public void fetched(String policy, long nanos) {
    times.fetched(policy, nanos);
  }

  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Shows how many spans are lost. */
  public void spans(Traces traces) {
    FunctionCounter.builder("keeptrusts_gateway_spans_lost", traces, Traces::lost)
        .description("Spans that the OTLP endpoint did not take, or that found no room to wait")
        .register(registry);
  }

  /** Counts an exchange whose event is settled. */
  public void exchange(DecisionEvent event, int status, long totalNanos) {
    String model = modelLabel.apply(event.model());
    answered(event.provider(), model, status);
    durations.withTag("provider", event.provider()).record(Duration.ofNanos(totalNanos));
    overhead.record(
        Duration.ofNanos(Math.max(0, totalNanos - event.latency().upstreamMicros() * 1_000)));
    for (DecisionEvent.PolicyResult result : event.policyResults()) {
      String word = result.status().equals("evaluated") ? result.verdict() : result.status();
      evaluations.withTags("policy", result.policy(), "result", word).increment();
    }
    if (event.cache() != null) {
      cacheHits.increment();
    }
    if (event.reasonCode().equals(RefusedRequests.REASON)) {
      repeats.increment();
    }
    DecisionEvent.Usage usage = event.usage();
    if (usage != null) {
      tokens.withTags("direction", "input", "model", model).increment((double) usage.inputTokens());
      tokens
          .withTags("direction", "output", "model", model)
          .increment((double) usage.outputTokens());
    }
  }

  /** Counts a request that never became an exchange. */
  public void rejected(int status) {
    answered("none", "none", status);
  }

  /** Counts an answer that its caller takes too slowly. */
  public void cutOff() {
    cutOff.increment();
  }

  /** Counts a request that a limit of the pack refused, by words of closed lists. */
  public void limited(String scope, String limit) {
    limited.withTags("scope", scope, "limit", limit).increment();
  }

  /** Counts an exchange that a candidate has judged, by a word of a closed list. */
  public void shadowed(String change, long nanos) {
    shadowed.withTag("change", change).increment();
    shadowTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts an exchange that a candidate came to nothing on, by a word of a closed list. */
  public void shadowLost(String why) {
    shadowLost.withTag("why", why).increment();
  }

  /** Counts a copy of a request, by a word of a closed list. */
  public void mirrored(String result) {
    mirrored.withTag("result", result).increment();
  }

  private void answered(String provider, String model, int status) {
    processed.increment();
    requests
        .withTags("provider", provider, "model", model, "status", Integer.toString(status))
        .increment();
  }

  public long processed() {
    return processed.sum();
  }

  /** The Prometheus text format. */
  public String scrape() {
    sinks.refresh();
    return registry.scrape();
  }
}
