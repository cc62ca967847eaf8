package dev.keeptrail.engine.coverage;

import dev.keeptrail.language.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was exercised, in chain and rule order.
 *
 * @param verdicts how often tests came to each verdict
 */
public record PackCoverage(
    List<Policy> policies, List<RuleLine> rules, Map<String, Long> verdicts) {
  public PackCoverage {
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
  }

  /**
   * One policy of the chain.
   *
   * @param span its name where it is declared, or else in the chain; null when no source says
   * @param verdicts how often it came to each verdict
   */
  public record Policy(String name, @Nullable Span span, Map<String, Long> verdicts) {
    public Policy {
      verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    public boolean reached() {
      return !verdicts.isEmpty();
    }

    /** How often it was asked. */
    public long asked() {
      return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** One rule that the author wrote. */
  public record RuleLine(
      String policy, String name, Span span, long fired, List<Branch> conditions) {
    public RuleLine {
      conditions = List.copyOf(conditions);
    }
  }

  /** One condition and how often it held and did not. */
  public record Branch(Span span, long held, long failed) {
    public int seen() {
      return (held > 0 ? 1 : 0) + (failed > 0 ? 1 : 0);
    }
  }

  public int policiesReached() {
    return (int) policies.stream().filter(Policy::reached).count();
  }

  public int rulesFired() {
    return (int) rules.stream().filter(rule -> rule.fired() > 0).count();
  }

  /** Outcomes that there are: two for each condition. */
  public int outcomes() {
    return rules.stream().mapToInt(rule -> 2 * rule.conditions().size()).sum();
  }

  public int outcomesSeen() {
    return rules.stream().flatMap(rule -> rule.conditions().stream()).mapToInt(Branch::seen).sum();
  }

  /**
   * The figure that a threshold is held against, 0 to 100: policies reached, rules fired and
   * outcomes seen, out of all there are.
   */
  public double percent() {
    int all = policies.size() + rules.size() + outcomes();
    return all == 0 ? 100 : 100.0 * (policiesReached() + rulesFired() + outcomesSeen()) / all;
  }
}
