package dev.keeptrail.engine.measure;

import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has a program judge the same contents over and over, by one thread, and takes the times. */
public final class DecisionMeter {
  private final PolicyProgram program;
  private final Map<Phase, Times> times = new EnumMap<>(Phase.class);

  private DecisionMeter(PolicyProgram program) {
    this.program = program;
  }

  /** Looks on while rounds are judged. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Asked before each round whether to go on.
     *
     * @param counts whether rounds count yet
     * @param done how many of these were judged
     */
    boolean goesOn(boolean counts, int done, int total);
  }

  /**
   * What the contents cost, by phase.
   *
   * @param warmUp rounds over all contents that do not count, for the compiler of the JVM
   * @param rounds rounds that count
   * @param watcher stops it; the rounds before count
   */
  public static List<PhaseCosts> measure(
      PolicyProgram program, List<PhaseContent> contents, int warmUp, int rounds, Watcher watcher) {
    var cold = new DecisionMeter(program);
    for (int round = 0; round < warmUp && watcher.goesOn(false, round, warmUp); round++) {
      contents.forEach(cold::judge);
    }
    var warm = new DecisionMeter(program);
    for (int round = 0; round < rounds && watcher.goesOn(true, round, rounds); round++) {
      contents.forEach(warm::judge);
    }
    return warm.costs();
  }

  private void judge(PhaseContent content) {
    Times phase = times.computeIfAbsent(content.phase(), _ -> new Times());
    long start = System.nanoTime();
    program.evaluate(content, phase);
    phase.decided(System.nanoTime() - start);
  }

  private List<PhaseCosts> costs() {
    List<PhaseCosts> costs = new ArrayList<>();
    times.forEach((phase, taken) -> {
      Map<String, Quantiles> policies = new LinkedHashMap<>();
      for (PolicyPlan policy : program.plan().chain()) {
        Durations own = taken.policies.get(policy.name());
        if (own != null) {
          policies.put(policy.name(), own.quantiles());
        }
      }
      costs.add(
          new PhaseCosts(phase, taken.decisions.quantiles(), taken.scans.quantiles(), policies));
    });
    return costs;
  }

  /** The times of one phase. */
  private static final class Times implements EvaluationTimes {
    private final Durations decisions = new Durations();
    private final Durations scans = new Durations();
    private final Map<String, Durations> policies = new LinkedHashMap<>();
    private final Map<String, Long> checks = new LinkedHashMap<>();

    void decided(long nanos) {
      decisions.add(nanos);
      checks.clear();
    }

    @Override
    public void scanned(Phase phase, long nanos) {
      scans.add(nanos);
    }

    @Override
    public void checked(Phase phase, String policy, long nanos) {
      checks.merge(policy, nanos, Long::sum);
    }

    @Override
    public void judged(Phase phase, String policy, long nanos) {
      policies
          .computeIfAbsent(policy, _ -> new Durations())
          .add(nanos + checks.getOrDefault(policy, 0L));
    }
  }
}
