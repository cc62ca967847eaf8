package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.ExchangeMask;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.explain.Explanation.NearMiss;
import dev.keeptrail.engine.explain.Explanation.PolicyStory;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.explain.Explanation.SeenFact;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Explanations with placeholders for what is sensitive in the values that rules have read. */
public final class ShownExplanations {
  private static final Value HIDDEN = new Value.Text("(not shown)");

  private final UnaryOperator<Value> mask;

  private ShownExplanations(UnaryOperator<Value> mask) {
    this.mask = mask;
  }

  /** Explanations of an exchange, fit to be shown. */
  public static List<Explanation> of(List<Explanation> explanations, CapturedExchange exchange) {
    UnaryOperator<Value> mask =
        ExchangeMask.of(exchange).<UnaryOperator<Value>>map(made -> made::mask).orElse(_ -> HIDDEN);
    var shown = new ShownExplanations(mask);
    return explanations.stream().map(shown::explanation).toList();
  }

  private Explanation explanation(Explanation of) {
    return new Explanation(
        decision(of.decision()),
        of.policies().stream()
            .map(policy ->
                new PolicyStory(policy.outcome(), policy.rules().stream().map(this::rule).toList()))
            .toList());
  }

  /** What the caller is told may quote values. */
  private PhaseDecision decision(PhaseDecision of) {
    String message = of.message();
    return new PhaseDecision(
        of.phase(),
        of.verdict(),
        of.reasonCode(),
        of.decisivePolicy(),
        message == null
            ? null
            : mask.apply(new Value.Text(message)) instanceof Value.Text(var text) ? text : "",
        of.policies(),
        of.findings(),
        of.redactions(),
        of.faults(),
        of.coverage(),
        of.trace(),
        of.assignee(),
        of.tags());
  }

  private RuleStory rule(RuleStory of) {
    return new RuleStory(
        of.policy(),
        of.name(),
        of.span(),
        of.firings().stream()
            .map(facts ->
                facts.stream()
                    .map(fact -> new SeenFact(fact.fact(), readings(fact.readings())))
                    .toList())
            .toList(),
        near(of.near()));
  }

  private @Nullable NearMiss near(@Nullable NearMiss of) {
    return of == null ? null : of.seeing(readings(of.values()));
  }

  private List<Reading> readings(List<Reading> of) {
    return of.stream()
        .map(reading -> {
          Value value = reading.value();
          return new Reading(
              reading.fact(),
              reading.slot(),
              reading.field(),
              reading.path(),
              value == null ? null : mask.apply(value));
        })
        .toList();
  }
}
