package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking each target, by its id, since the gateway started: packs may come and go
 * meanwhile. Thread-safe.
 */
public final class ProviderCounts {
  private final Map<String, Counts> byTarget = new ConcurrentHashMap<>();
  private final Instant since;

  public ProviderCounts(Instant since) {
    this.since = since;
  }

  /** Since when it is counted. */
  public Instant since() {
    return since;
  }

  /** Counts the calls of an exchange whose event is settled. */
  public void count(DecisionEvent event, List<ProviderCall> calls) {
    @Nullable String before = null;
    for (ProviderCall call : calls) {
      Counts counts = of(call.target());
      counts.called(call);
      if (before != null && !before.equals(call.target())) {
        of(before).gaveWay.increment();
        counts.stoodIn.increment();
      }
      before = call.target();
    }
    if (before != null) {
      of(before).spent(event);
    }
  }

  private Counts of(String target) {
    return byTarget.computeIfAbsent(target, _ -> new Counts());
  }

  /** What is known of a target; empty where it was never asked. */
  public Optional<Report> report(String target) {
    return Optional.ofNullable(byTarget.get(target)).map(Counts::report);
  }

  /**
   * One target.
   *
   * @param requests calls, those that are repeated among them
   * @param errors calls that came to nothing, by the word that events have for it
   * @param latency milliseconds within which a share of the calls was over, by the share's name
   * @param gaveWay how often another target was asked instead of it
   * @param stoodIn how often it was asked instead of another
   * @param inputTokens as the provider counted them, or as estimated
   * @param costUsd as far as prices are known
   */
  public record Report(
      long requests,
      Map<String, Long> errors,
      Map<String, Double> latency,
      long gaveWay,
      long stoodIn,
      long inputTokens,
      long outputTokens,
      double costUsd) {}

  private static final class Counts {
    private final LongAdder requests = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LatencySketch latency = new LatencySketch();
    private final LongAdder gaveWay = new LongAdder();
    private final LongAdder stoodIn = new LongAdder();
    private final LongAdder inputTokens = new LongAdder();
    private final LongAdder outputTokens = new LongAdder();
    private final DoubleAdder cost = new DoubleAdder();

    void called(ProviderCall call) {
      requests.increment();
      latency.add(call.nanos());
      if (call.error() != null) {
        errors.computeIfAbsent(call.error(), _ -> new LongAdder()).increment();
      }
    }

    void spent(DecisionEvent event) {
      DecisionEvent.Usage usage = event.usage();
      if (usage != null) {
        inputTokens.add(usage.inputTokens());
        outputTokens.add(usage.outputTokens());
      }
      DecisionEvent.Cost priced = event.cost();
      if (priced != null && priced.totalUsd() != null) {
        cost.add(priced.totalUsd());
      }
    }

    Report report() {
      Map<String, Long> failed = new TreeMap<>();
      errors.forEach((word, count) -> failed.put(word, count.sum()));
      Map<String, Double> times = new TreeMap<>();
      times.put("p50", latency.within(0.5));
      times.put("p90", latency.within(0.9));
      times.put("p99", latency.within(0.99));
      times.put("max", latency.longest());
      return new Report(
          requests.sum(),
          failed,
          times,
          gaveWay.sum(),
          stoodIn.sum(),
          inputTokens.sum(),
          outputTokens.sum(),
          cost.sum());
    }
  }
}
