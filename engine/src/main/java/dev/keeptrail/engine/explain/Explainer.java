package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.explain.Explanation.NearMiss;
import dev.keeptrail.engine.explain.Explanation.PolicyStory;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.explain.Explanation.SeenFact;
import dev.keeptrail.engine.explain.Trials.Stop;
import dev.keeptrail.engine.explain.Trials.Trial;
import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.ReferenceEngine;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges content once more under watch and says why it came out as it did. One thread. */
public final class Explainer implements AutoCloseable {
  private final PackPlan plan;
  private final EngineOptions options;
  private final ReferenceEngine engine;
  private final RuleSources sources;
  private final PolicyProgram watched;
  private Trials trials = new Trials();

  /**
   * @param rules where the author's rules are written, as the compiled pack says
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public Explainer(PackPlan plan, List<RuleSource> rules, EngineOptions options)
      throws PlanLoadException {
    this(plan, rules, options, PolicyEngines.observed());
  }

  /**
   * The same with an engine of the caller's choice, such as one whose scanners know what was found.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public Explainer(
      PackPlan plan, List<RuleSource> rules, EngineOptions options, ReferenceEngine engine)
      throws PlanLoadException {
    this.plan = plan;
    this.engine = engine;
    this.options = options;
    this.sources = new RuleSources(plan, rules);
    this.watched = engine.load(plan, options, observation -> trials.observe(observation));
  }

  public Explanation explain(PhaseContent content) throws PlanLoadException {
    trials = new Trials();
    PhaseDecision decision = watched.evaluate(content);
    Trials seen = trials;
    Map<String, Stop> near = nearMisses(content, decision, seen);
    List<PolicyStory> policies = new ArrayList<>();
    for (PolicyOutcome outcome : decision.policies()) {
      List<RuleStory> rules =
          seen.of(outcome.policy()).stream()
              .map(trial -> story(outcome.policy(), trial, near))
              .toList();
      policies.add(new PolicyStory(outcome, rules));
    }
    return new Explanation(decision, policies);
  }

  @Override
  public void close() {
    watched.close();
  }

  /** The stops of rules that would have fired without them, by policy and rule. */
  private Map<String, Stop> nearMisses(PhaseContent content, PhaseDecision decision, Trials seen)
      throws PlanLoadException {
    var relaxed = new RelaxedRules();
    for (PolicyOutcome outcome : decision.policies()) {
      for (Trial trial : seen.of(outcome.policy())) {
        Optional<Rule> rule = sources.rule(outcome.policy(), trial.name());
        if (trial.firings().isEmpty() && rule.isPresent()) {
          relaxed.add(outcome.policy(), rule.get(), ends(trial));
        }
      }
    }
    Map<String, Stop> near = new HashMap<>();
    if (relaxed.isEmpty()) {
      return near;
    }
    try (PolicyProgram program = engine.load(relaxed.in(plan), options)) {
      for (PolicyOutcome outcome : program.evaluate(content).policies()) {
        for (String rule : outcome.rules()) {
          relaxed
              .stopOf(outcome.policy(), rule)
              .ifPresent(stop ->
                  near.putIfAbsent(outcome.policy() + "/" + RelaxedRules.originalOf(rule), stop));
        }
      }
    }
    return near;
  }

  /** Each place once, those further into the rule first: they are what an author looks for. */
  private static List<Stop> ends(Trial trial) {
    Map<String, Stop> places = new LinkedHashMap<>();
    for (Stop stop : trial.stops()) {
      places.putIfAbsent(stop.place() + "/" + stop.pattern() + "/" + stop.constraint(), stop);
    }
    List<Stop> ends = new ArrayList<>(places.values());
    ends.sort(
        Comparator.comparingInt((Stop stop) -> -stop.place().condition())
            .thenComparingInt(stop -> -stop.constraint()));
    return ends;
  }

  private RuleStory story(String policy, Trial trial, Map<String, Stop> near) {
    @Nullable Span span =
        sources
            .source(policy, trial.name())
            .map(source -> source.decl().name().span())
            .orElse(null);
    List<List<SeenFact>> firings =
        trial.firings().stream()
            .map(facts ->
                facts.stream()
                    .map(Observation.Bound::fact)
                    .map(fact -> new SeenFact(fact, trial.readings(fact)))
                    .toList())
            .toList();
    Stop stop = near.get(policy + "/" + trial.name());
    NearMiss miss =
        stop == null
            ? null
            : new NearMiss(
                sources.stop(policy, trial.name(), stop),
                stop.fact(),
                stop.answer(),
                stop.values(),
                stop.compared());
    return new RuleStory(policy, trial.name(), span, firings, miss);
  }
}
