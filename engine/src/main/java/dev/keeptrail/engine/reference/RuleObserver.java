package dev.keeptrail.engine.reference;

/**
 * Watches the reference engine at work, for explanations and coverage. An observer changes nothing;
 * what it throws ends the evaluation as a failure.
 *
 * <p>Order of calls, for each phase that is judged:
 *
 * <ol>
 *   <li>{@link Observation.PhaseEntered};
 *   <li>for each policy of the chain in chain order either {@link Observation.PolicySkipped},
 *       {@link Observation.PolicyFaulted}, or {@link Observation.PolicyEntered}, its rules, {@link
 *       Observation.PolicyLeft};
 *   <li>for each rule in rule order {@link Observation.RuleEntered}, its alternatives in order,
 *       each led by {@link Observation.AlternativeEntered}, then one {@link Observation.RuleFired}
 *       for each firing in trace order;
 *   <li>inside an alternative the conditions depth first: the first condition is tried once; each
 *       fact that fits a {@link dev.keeptrail.language.rule.Condition.Match} leads to the
 *       conditions after it before the next fact is tried. So a condition is tried once for each
 *       combination of facts that the matches before it let through, and never after one before it
 *       failed;
 *   <li>each trial of a condition is {@link Observation.ConditionEntered}, then for each candidate
 *       fact {@link Observation.CandidateEntered} and a {@link Observation.ConstraintAnswered} for
 *       each constraint in order, up to and including the first that does not hold; then, where the
 *       fact fits all of them, {@link Observation.CandidateFitted}. A {@link
 *       dev.keeptrail.language.rule.Condition.Test} gives one {@code ConstraintAnswered} without a
 *       candidate. A trial ends with {@link Observation.ConditionAnswered}; that of a match comes
 *       after the trials of the conditions behind it, and so after everything its facts led to;
 *   <li>in a group of patterns each fact that fits one pattern leads to the candidates of the next;
 *       the search ends with the first combination that fits all.
 * </ol>
 *
 * <p>Called by the thread that evaluates; one program may evaluate on several threads at once.
 */
@FunctionalInterface
public interface RuleObserver {
  void observe(Observation observation);
}
