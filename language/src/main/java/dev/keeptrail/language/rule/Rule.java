package dev.keeptrail.language.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rule of a policy, engine-neutral: both engines run exactly this. The rule fires for each
 * combination of matched facts of each alternative; the same facts in the same slots count once,
 * however many alternatives they fit.
 *
 * <p>A test that is undefined counts in favour of an effect that restricts, and against one that
 * does not: doubt never lets something through that a rule is there to stop.
 *
 * @param name unique within its policy; traces name it
 * @param alternatives at least one, at most {@link #MAX_ALTERNATIVES}
 * @param tags recorded with the decision when the rule fires, by name
 */
public record Rule(
    String name, List<Alternative> alternatives, Effect then, Map<String, Template> tags) {
  public static final int MAX_ALTERNATIVES = 64;

  /** How many facts a rule may match at once; each one multiplies the combinations. */
  public static final int MAX_MATCHES = 3;

  /** How many patterns one alternative may have in all. */
  public static final int MAX_PATTERNS = 8;

  public Rule {
    alternatives = List.copyOf(alternatives);
    // WHY: the plan's digest knows no order of tags, so neither may a decision.
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    if (alternatives.isEmpty() || alternatives.size() > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException("a rule needs 1 to " + MAX_ALTERNATIVES + " alternatives");
    }
  }

  /**
   * A rule with one alternative and no tags, whose conditions do not refer to each other. Patterns
   * get their slots here, in order.
   */
  public static Rule of(String name, List<Condition> when, Effect then) {
    List<Condition> numbered = new ArrayList<>();
    int slot = 0;
    for (Condition condition : when) {
      int first = slot;
      numbered.add(
          switch (condition) {
            case Condition.Match(Pattern pattern) -> new Condition.Match(at(first, pattern));
            case Condition.Exists(List<Pattern> patterns) ->
                new Condition.Exists(at(first, patterns));
            case Condition.Absent(List<Pattern> patterns) ->
                new Condition.Absent(at(first, patterns));
            case Condition.Aggregate a ->
                new Condition.Aggregate(
                    a.function(), at(first, a.pattern()), a.value(), a.comparison(), a.bound());
            case Condition.Test test -> test;
          });
      slot += patterns(condition).size();
    }
    return new Rule(name, List.of(new Alternative(numbered)), then, Map.of());
  }

  /** The patterns of a condition, in order. */
  public static List<Pattern> patterns(Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> List.of(pattern);
      case Condition.Exists(List<Pattern> patterns) -> patterns;
      case Condition.Absent(List<Pattern> patterns) -> patterns;
      case Condition.Aggregate aggregate -> List.of(aggregate.pattern());
      case Condition.Test _ -> List.of();
    };
  }

  private static Pattern at(int slot, Pattern pattern) {
    return new Pattern(slot, pattern.type(), pattern.constraints());
  }

  private static List<Pattern> at(int slot, List<Pattern> patterns) {
    List<Pattern> moved = new ArrayList<>();
    for (Pattern pattern : patterns) {
      moved.add(at(slot + moved.size(), pattern));
    }
    return moved;
  }

  /**
   * What an undefined test inside the condition counts as: inside {@link Condition.Absent} the
   * opposite of elsewhere, and so for a filter inside an {@link Condition.Aggregate} that favours
   * the effect when fewer facts fit.
   */
  public boolean countsUndefined(Condition condition) {
    boolean favour = then.restricts();
    return switch (condition) {
      case Condition.Match _, Condition.Exists _, Condition.Test _ -> favour;
      case Condition.Absent _ -> !favour;
      case Condition.Aggregate aggregate -> aggregate.isFavouredByFewer() != favour;
    };
  }
}
