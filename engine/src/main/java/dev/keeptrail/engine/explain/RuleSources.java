package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.explain.Trials.Stop;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.resolve.RuleSource.ConditionSource;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds where the parts of a plan's rules are written. Immutable. */
public final class RuleSources {
  private final Map<String, RuleSource> byName = new HashMap<>();
  private final Map<String, Rule> rules = new HashMap<>();

  public RuleSources(PackPlan plan, List<RuleSource> sources) {
    for (RuleSource source : sources) {
      byName.put(key(source.policy(), source.decl().name().text()), source);
    }
    for (PolicyPlan policy : plan.chain()) {
      policy.rules().forEach(rule -> rules.put(key(policy.name(), rule.name()), rule));
    }
  }

  /** The rule as the author wrote it; empty for a rule that its kind brings. */
  public Optional<RuleSource> source(String policy, String rule) {
    return Optional.ofNullable(byName.get(key(policy, rule)));
  }

  /** The author's rule of that name; empty for a rule that its kind brings. */
  public Optional<Rule> rule(String policy, String rule) {
    return Optional.ofNullable(rules.get(key(policy, rule)));
  }

  /** Where a constraint is written. */
  public @Nullable Span constraint(
      String policy, String rule, int alternative, int condition, int pattern, int constraint) {
    return conditionSource(policy, rule, alternative, condition)
        .map(source -> {
          int at = offset(policy, rule, alternative, condition, pattern) + constraint;
          return at < source.constraints().size() ? source.constraints().get(at) : source.span();
        })
        .orElse(null);
  }

  /** Where a condition is written. */
  public @Nullable Span condition(String policy, String rule, int alternative, int condition) {
    return conditionSource(policy, rule, alternative, condition)
        .map(ConditionSource::span)
        .orElse(null);
  }

  @Nullable Span stop(String policy, String rule, Stop stop) {
    return stop.constraint() == Stop.WHOLE
        ? condition(policy, rule, stop.place().alternative(), stop.place().condition())
        : constraint(
            policy,
            rule,
            stop.place().alternative(),
            stop.place().condition(),
            stop.pattern(),
            stop.constraint());
  }

  private Optional<ConditionSource> conditionSource(
      String policy, String rule, int alternative, int condition) {
    return source(policy, rule)
        .filter(source -> alternative < source.alternatives().size())
        .map(source -> source.alternatives().get(alternative).conditions())
        .filter(conditions -> condition < conditions.size())
        .map(conditions -> conditions.get(condition));
  }

  /** Places of constraints stand pattern after pattern. */
  private int offset(String policy, String rule, int alternative, int condition, int pattern) {
    Rule decided = rules.get(key(policy, rule));
    if (decided == null) {
      return 0;
    }
    Condition tried = decided.alternatives().get(alternative).conditions().get(condition);
    List<Pattern> patterns = Rule.patterns(tried);
    int offset = 0;
    for (int i = 0; i < pattern && i < patterns.size(); i++) {
      offset += patterns.get(i).constraints().size();
    }
    return offset;
  }

  private static String key(String policy, String rule) {
    return policy + "\0" + rule;
  }
}
