package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why one phase was decided as it was: every policy of the phase, in chain order. */
public record Explanation(PhaseDecision decision, List<PolicyStory> policies) {
  public Explanation {
    policies = List.copyOf(policies);
  }

  /** The rules that an author wrote and that nearly matched, with their policies. */
  public List<RuleStory> nearMisses() {
    return policies.stream()
        .flatMap(policy -> policy.rules().stream())
        .filter(rule -> rule.near() != null)
        .toList();
  }

  /** Whether the gateway would go no further. */
  public boolean stops() {
    return decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE;
  }

  /** The same where a person approved something; what each policy says of it stays. */
  public Explanation under(Approval approval) {
    return new Explanation(approval.lift(decision), policies);
  }

  /** The rules that fired. */
  public Stream<RuleStory> fired() {
    return policies.stream().flatMap(policy -> policy.rules().stream()).filter(RuleStory::fired);
  }

  /** One policy and its rules, in rule order. */
  public record PolicyStory(PolicyOutcome outcome, List<RuleStory> rules) {
    public PolicyStory {
      rules = List.copyOf(rules);
    }
  }

  /**
   * One rule.
   *
   * @param span where the author wrote it; null for a rule that its kind brings
   * @param firings the facts of each firing; empty when it did not fire
   * @param near what kept it from firing, when that was one thing alone; null otherwise
   */
  public record RuleStory(
      String policy,
      String name,
      @Nullable Span span,
      List<List<SeenFact>> firings,
      @Nullable NearMiss near) {
    public RuleStory {
      firings = List.copyOf(firings);
    }

    public boolean fired() {
      return !firings.isEmpty();
    }

    public boolean isAuthors() {
      return span != null;
    }
  }

  /** A fact that a rule matched and what the rule read of it. */
  public record SeenFact(Observation.FactName fact, List<Reading> readings) {
    public SeenFact {
      readings = List.copyOf(readings);
    }
  }

  /**
   * The one thing that did not hold.
   *
   * @param span where it is written; null when the pack does not say
   * @param fact what it was asked of; null for a test over several facts or a whole condition
   * @param values what it saw
   * @param compared what an aggregate and its bound came to; null for other conditions
   */
  public record NearMiss(
      @Nullable Span span,
      Observation.@Nullable FactName fact,
      Observation.Answer answer,
      List<Reading> values,
      Observation.@Nullable Compared compared) {
    public NearMiss {
      values = List.copyOf(values);
    }

    /** The same with other values, such as masked ones. */
    public NearMiss seeing(List<Reading> others) {
      return new NearMiss(span, fact, answer, others, compared);
    }
  }
}
