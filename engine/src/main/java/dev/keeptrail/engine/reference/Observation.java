package dev.keeptrail.engine.reference;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the reference engine. Each says by itself where it belongs; {@link RuleObserver} says
 * in which order they come. Positions count from 0 and run parallel to the lists of the plan's
 * rules.
 */
public sealed interface Observation {
  /** A phase is judged. */
  record PhaseEntered(Phase phase) implements Observation {}

  /** A policy's turn begins, and its rules are tried. */
  record PolicyEntered(String policy) implements Observation {}

  /** A policy's turn is over. */
  record PolicyLeft(String policy) implements Observation {}

  /** A policy is not asked, because an earlier one blocked. */
  record PolicySkipped(String policy) implements Observation {}

  /** A policy's rules are not tried, because something that it depends on failed. */
  record PolicyFaulted(String policy) implements Observation {}

  /**
   * A rule is tried.
   *
   * @param rule position in the policy
   */
  record RuleEntered(String policy, int rule, String name) implements Observation {}

  /** An alternative of a rule is tried. */
  record AlternativeEntered(String policy, int rule, int alternative) implements Observation {}

  /**
   * A condition is tried.
   *
   * @param bound the facts of the matches so far, in slot order
   */
  record ConditionEntered(Place place, List<Bound> bound) implements Observation {
    public ConditionEntered {
      bound = List.copyOf(bound);
    }
  }

  /**
   * A fact is held against a pattern.
   *
   * @param pattern position in the condition; 0 but for groups
   */
  record CandidateEntered(Place place, int pattern, FactName fact) implements Observation {}

  /** The fact fits all constraints of the pattern. */
  record CandidateFitted(Place place, int pattern, FactName fact) implements Observation {}

  /**
   * A constraint, or the test of a {@link dev.keeptrail.language.rule.Condition.Test}, was
   * answered.
   *
   * @param pattern position in the condition; 0 for a test
   * @param constraint position in the pattern; 0 for a test
   * @param fact the candidate; null for a test
   * @param holds what the answer counts as
   * @param values the fields that the constraint asks about, each once, in the order in which the
   *     constraint names them
   */
  record ConstraintAnswered(
      Place place,
      int pattern,
      int constraint,
      @Nullable FactName fact,
      Answer answer,
      boolean holds,
      List<Reading> values)
      implements Observation {
    public ConstraintAnswered {
      values = List.copyOf(values);
    }
  }

  /**
   * The trial of a condition is over.
   *
   * @param answer for an aggregate that of its comparison; for every other condition what holds
   * @param holds what the answer counts as
   * @param aggregate what an aggregate and its bound came to; null for other conditions
   */
  record ConditionAnswered(Place place, Answer answer, boolean holds, @Nullable Compared aggregate)
      implements Observation {}

  /**
   * A rule fired.
   *
   * @param facts the matched facts, in slot order
   */
  record RuleFired(String policy, int rule, List<Bound> facts) implements Observation {
    public RuleFired {
      facts = List.copyOf(facts);
    }
  }

  /** Which condition of which alternative of which rule. */
  record Place(String policy, int rule, int alternative, int condition) {}

  /**
   * A fact by its type and its position among the facts of the type: findings as in the decision,
   * messages as the segments, others as handed in.
   */
  record FactName(FactType type, int index) {
    /** Such as {@code tool_call[0]}. */
    @Override
    public String toString() {
      return type.word() + "[" + index + "]";
    }
  }

  /** A fact in a slot. */
  record Bound(int slot, FactName fact) {}

  /**
   * What a field held.
   *
   * @param value null when it is missing
   */
  record Reading(
      FactName fact, int slot, String field, List<PathStep> path, @Nullable Value value) {
    public Reading {
      path = List.copyOf(path);
    }
  }

  /** Two sides of a comparison. */
  record Compared(Outcome value, Outcome bound) {}

  /** What an expression came to. */
  sealed interface Outcome {
    record Known(Value value) implements Outcome {}

    record Missing() implements Outcome {}

    record Undefined() implements Outcome {}
  }

  /** What came of a test. */
  enum Answer {
    TRUE,
    FALSE,
    /** False, because the test's own operand is missing. */
    MISSING,
    /** Neither; the rule says what it counts as. */
    UNDEFINED
  }
}
