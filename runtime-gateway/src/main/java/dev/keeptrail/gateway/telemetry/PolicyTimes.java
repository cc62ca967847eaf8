package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.language.rule.Phase;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the time of judging goes: what belongs to one policy, and what the policies of a phase
 * share. Labels are those of packs and of the detectors file. Thread-safe.
 */
final class PolicyTimes implements EvaluationTimes {
  private static final String POLICY = "keeptrusts_gateway_policy_time";
  private static final String SCAN = "keeptrusts_gateway_scan";
  private static final String PLUG_IN = "keeptrusts_gateway_detector_call";

  private final MeterRegistry registry;
  private final Map<Share, Sum> sums = new ConcurrentHashMap<>();

  PolicyTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Share(Phase phase, String policy, Part part) {}

  /** What a policy does of its own. */
  private enum Part {
    RULES("rules"),
    CHECK("check"),
    FETCH("fetch"),
    /** No policy's own. */
    SCAN("scan");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  /** WHY: a sum and a count cost a request path less than a histogram for each policy would. */
  private static final class Sum {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long added) {
      count.increment();
      nanos.add(added);
    }
  }

  @Override
  public void scanned(Phase phase, long nanos) {
    add(new Share(phase, "", Part.SCAN), nanos);
  }

  @Override
  public void checked(Phase phase, String policy, long nanos) {
    add(new Share(phase, policy, Part.CHECK), nanos);
  }

  @Override
  public void judged(Phase phase, String policy, long nanos) {
    add(new Share(phase, policy, Part.RULES), nanos);
  }

  /** A policy has fetched what a request names. */
  void fetched(String policy, long nanos) {
    add(new Share(Phase.INPUT, policy, Part.FETCH), nanos);
  }

  /** Shows how long scans wait for this detector. */
  void show(PlugIn plugIn) {
    FunctionTimer.builder(
            PLUG_IN,
            plugIn.figures(),
            it -> it.calls(),
            it -> (double) it.nanos(),
            TimeUnit.NANOSECONDS)
        .description("Time that scans waited for a detector from outside")
        .tags("detector", plugIn.id())
        .register(registry);
  }

  private void add(Share share, long nanos) {
    Sum sum = sums.get(share);
    (sum == null ? sums.computeIfAbsent(share, this::shown) : sum).add(nanos);
  }

  private Sum shown(Share share) {
    boolean shared = share.part() == Part.SCAN;
    Tags tags = Tags.of("phase", share.phase().word());
    var sum = new Sum();
    FunctionTimer.builder(
            shared ? SCAN : POLICY,
            sum,
            it -> it.count.sum(),
            it -> (double) it.nanos.sum(),
            TimeUnit.NANOSECONDS)
        .description(
            shared
                ? "Time of the scan that the policies of a phase share"
                : "Time that a policy takes of its own")
        .tags(shared ? tags : tags.and("policy", share.policy(), "part", share.part().word))
        .register(registry);
    return sum;
  }
}
