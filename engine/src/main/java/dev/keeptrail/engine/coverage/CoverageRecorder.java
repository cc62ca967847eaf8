package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.explain.RuleSources;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.TestBench;
import dev.keeptrail.engine.packtest.TestSet;
import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs tests under watch and counts what happened. One thread. */
public final class CoverageRecorder {
  private final PackPlan plan;
  private final CompiledPack pack;
  private final RuleSources sources;
  private final EngineOptions options;
  private final Map<Span, long[]> branches = new LinkedHashMap<>();
  private final Map<String, Long> fired = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> verdicts = new LinkedHashMap<>();
  private final Map<String, Long> finals = new LinkedHashMap<>();

  /**
   * Prepares it.
   *
   * @param options those that the tests are run with
   */
  public CoverageRecorder(CompiledPack pack, PackPlan plan, EngineOptions options) {
    this.pack = pack;
    this.plan = plan;
    this.options = options;
    this.sources = new RuleSources(plan, pack.rules());
    pack.rules().forEach(this::prepare);
  }

  /**
   * Counts what some tests of a set exercise.
   *
   * @param tests positions in the set
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public void add(TestSet set, List<Integer> tests) throws PlanLoadException {
    try (TestBench watched = set.observed(pack, plan, options, this::observe)) {
      for (int test : tests) {
        add(watched.run(test).run());
      }
    }
  }

  private void add(CaseRun run) {
    for (CaseRun.JudgedPhase phase : run.phases()) {
      for (PolicyOutcome outcome : phase.decision().policies()) {
        if (outcome.status() != PolicyOutcome.Status.SKIPPED) {
          verdicts
              .computeIfAbsent(outcome.policy(), _ -> new LinkedHashMap<>())
              .merge(outcome.verdict().word(), 1L, Long::sum);
        }
      }
    }
    finals.merge(run.verdict().word(), 1L, Long::sum);
  }

  public PackCoverage coverage() {
    List<Policy> policies = new ArrayList<>();
    for (PolicyPlan policy : plan.chain()) {
      Map<String, Long> seen = verdicts.getOrDefault(policy.name(), Map.of());
      policies.add(new Policy(policy.name(), place(policy.name()), seen));
    }
    List<RuleLine> rules = new ArrayList<>();
    for (RuleSource source : pack.rules()) {
      String name = source.decl().name().text();
      List<Branch> conditions =
          spans(source).stream()
              .map(span -> {
                long[] seen = branches.getOrDefault(span, new long[2]);
                return new Branch(span, seen[1], seen[0]);
              })
              .toList();
      rules.add(
          new RuleLine(
              source.policy(),
              name,
              source.decl().name().span(),
              fired.getOrDefault(key(source.policy(), name), 0L),
              conditions));
    }
    return new PackCoverage(policies, rules, finals);
  }

  private @Nullable Span place(String policy) {
    Stream<NameDecl> declared =
        pack.files().stream().flatMap(file -> file.policies().stream()).map(PolicyDecl::name);
    Stream<NameDecl> listed =
        pack.files().stream()
            .map(PackFile::chain)
            .filter(Objects::nonNull)
            .flatMap(chain -> chain.entries().stream());
    return Stream.concat(declared, listed)
        .filter(name -> name.text().equals(policy))
        .map(NameDecl::span)
        .findFirst()
        .orElse(null);
  }

  /** Conditions that no test reaches are counted too. */
  private void prepare(RuleSource source) {
    spans(source).forEach(span -> branches.putIfAbsent(span, new long[2]));
  }

  private List<Span> spans(RuleSource source) {
    String name = source.decl().name().text();
    Rule rule = sources.rule(source.policy(), name).orElse(null);
    List<Span> spans = new ArrayList<>();
    if (rule == null) {
      return spans;
    }
    for (int a = 0; a < rule.alternatives().size(); a++) {
      List<Condition> conditions = rule.alternatives().get(a).conditions();
      for (int c = 0; c < conditions.size(); c++) {
        if (isBranch(conditions.get(c))) {
          add(spans, sources.condition(source.policy(), name, a, c));
        }
        List<Pattern> patterns = Rule.patterns(conditions.get(c));
        for (int p = 0; p < patterns.size(); p++) {
          for (int k = 0; k < patterns.get(p).constraints().size(); k++) {
            add(spans, sources.constraint(source.policy(), name, a, c, p, k));
          }
        }
      }
    }
    return spans;
  }

  private static void add(List<Span> spans, @Nullable Span span) {
    if (span != null && !spans.contains(span)) {
      spans.add(span);
    }
  }

  /** A match holds when its constraints do, and they are counted one by one. */
  private static boolean isBranch(Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> pattern.constraints().isEmpty();
      case Condition.Exists _, Condition.Absent _, Condition.Aggregate _, Condition.Test _ -> true;
    };
  }

  private void observe(Observation observation) {
    switch (observation) {
      case Observation.RuleFired(String policy, int rule, var _) ->
          ruleAt(policy, rule).ifPresent(r -> fired.merge(key(policy, r.name()), 1L, Long::sum));
      case Observation.ConstraintAnswered answered -> constraint(answered);
      case Observation.ConditionAnswered answered -> condition(answered);
      case Observation.PhaseEntered _,
          Observation.PolicyEntered _,
          Observation.PolicyLeft _,
          Observation.PolicySkipped _,
          Observation.PolicyFaulted _,
          Observation.RuleEntered _,
          Observation.AlternativeEntered _,
          Observation.ConditionEntered _,
          Observation.CandidateEntered _,
          Observation.CandidateFitted _ -> {
        // Coverage counts answers.
      }
    }
  }

  private void constraint(Observation.ConstraintAnswered answered) {
    Observation.Place place = answered.place();
    ruleAt(place.policy(), place.rule())
        .filter(rule -> !isTest(rule, place))
        .ifPresent(rule ->
            count(
                sources.constraint(
                    place.policy(),
                    rule.name(),
                    place.alternative(),
                    place.condition(),
                    answered.pattern(),
                    answered.constraint()),
                answered.holds()));
  }

  private void condition(Observation.ConditionAnswered answered) {
    Observation.Place place = answered.place();
    ruleAt(place.policy(), place.rule())
        .filter(rule ->
            isBranch(
                rule.alternatives().get(place.alternative()).conditions().get(place.condition())))
        .ifPresent(rule ->
            count(
                sources.condition(
                    place.policy(), rule.name(), place.alternative(), place.condition()),
                answered.holds()));
  }

  private static boolean isTest(Rule rule, Observation.Place place) {
    return rule.alternatives().get(place.alternative()).conditions().get(place.condition())
        instanceof Condition.Test;
  }

  private void count(@Nullable Span span, boolean holds) {
    if (span != null) {
      branches.computeIfAbsent(span, _ -> new long[2])[holds ? 1 : 0]++;
    }
  }

  private Optional<Rule> ruleAt(String policy, int rule) {
    return plan.chain().stream()
        .filter(p -> p.name().equals(policy) && rule < p.rules().size())
        .map(p -> p.rules().get(rule))
        .findFirst();
  }

  private static String key(String policy, String rule) {
    return policy + "\0" + rule;
  }
}
