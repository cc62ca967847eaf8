package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.drools.ExprCompiler.TestCode;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a rule into variants that each become one rule of the program: one for each alternative, and
 * of those one for each root of the categories that a match asks for, so that each is an equality
 * that the network can look up. Roots are made disjoint first, so that no fact fires two.
 *
 * <p>Tests over matched facts become part of the last match that they ask about; one that asks
 * about none is answered here.
 */
final class Variants {
  /** Beyond this many an alternative tests its roots one after the other instead. */
  private static final int MAX_VARIANTS = 64;

  private Variants() {}

  /**
   * One way in which the rule can fire.
   *
   * @param others neither matches nor tests
   */
  record Variant(List<Condition.Match> matches, List<Condition> others) {
    Variant {
      matches = List.copyOf(matches);
      others = List.copyOf(others);
    }
  }

  static List<Variant> of(Rule rule) {
    List<Variant> variants = new ArrayList<>();
    for (Alternative alternative : rule.alternatives()) {
      variants.addAll(of(rule, alternative));
    }
    return variants;
  }

  private static List<Variant> of(Rule rule, Alternative alternative) {
    Map<Integer, List<Constraint>> matches = new LinkedHashMap<>();
    Map<Integer, Pattern> patterns = new LinkedHashMap<>();
    List<Condition> others = new ArrayList<>();
    for (Condition condition : alternative.conditions()) {
      switch (condition) {
        case Condition.Match(Pattern pattern) -> {
          patterns.put(pattern.slot(), pattern);
          matches.put(pattern.slot(), new ArrayList<>(pattern.constraints()));
        }
        case Condition.Test(Expr test) -> {
          List<Constraint> last = lastOf(matches, test.slots());
          if (last != null) {
            last.add(new Constraint.Test(test));
          } else if (!holds(test, rule.countsUndefined(condition))) {
            return List.of();
          }
        }
        case Condition.Exists _, Condition.Absent _, Condition.Aggregate _ -> others.add(condition);
      }
    }
    List<Condition.Match> whole = new ArrayList<>();
    patterns.forEach((slot, pattern) ->
        whole.add(
            new Condition.Match(
                new Pattern(slot, pattern.type(), matches.getOrDefault(slot, List.of())))));
    return byRoot(whole).stream().map(split -> new Variant(split, others)).toList();
  }

  /** The constraints of the last match among the slots; null when there is no slot. */
  private static @Nullable List<Constraint> lastOf(
      Map<Integer, List<Constraint>> matches, SortedSet<Integer> slots) {
    List<Constraint> last = null;
    for (Map.Entry<Integer, List<Constraint>> match : matches.entrySet()) {
      if (slots.contains(match.getKey())) {
        last = match.getValue();
      }
    }
    return last;
  }

  private static boolean holds(Expr test, boolean undefined) {
    TestCode code = new ExprCompiler(List.of(), Map.of()).compileTest(test);
    return code.run(new SessionFact[0]).counts(undefined);
  }

  private static List<List<Condition.Match>> byRoot(List<Condition.Match> matches) {
    List<List<Condition.Match>> variants = List.of(List.of());
    for (Condition.Match match : matches) {
      List<Condition.Match> split = split(match);
      boolean tooMany = variants.size() * split.size() > MAX_VARIANTS;
      List<List<Condition.Match>> longer = new ArrayList<>();
      for (List<Condition.Match> variant : variants) {
        for (Condition.Match choice : tooMany ? List.of(match) : split) {
          List<Condition.Match> next = new ArrayList<>(variant);
          next.add(choice);
          longer.add(next);
        }
      }
      variants = longer;
    }
    return variants;
  }

  /** One match for each disjoint root, where that is what it asks for. */
  private static List<Condition.Match> split(Condition.Match match) {
    List<List<Constraint>> choices = List.of(List.of());
    for (Constraint constraint : match.pattern().constraints()) {
      List<List<Constraint>> longer = new ArrayList<>();
      for (List<Constraint> choice : choices) {
        for (Constraint single : singles(constraint)) {
          List<Constraint> next = new ArrayList<>(choice);
          next.add(single);
          longer.add(next);
        }
      }
      choices = longer;
      if (choices.size() > MAX_VARIANTS) {
        return List.of(match);
      }
    }
    return choices.stream()
        .map(choice ->
            new Condition.Match(
                new Pattern(match.pattern().slot(), match.pattern().type(), choice)))
        .toList();
  }

  private static List<Constraint> singles(Constraint constraint) {
    if (constraint instanceof Constraint.Under(String field, List<String> roots)) {
      return disjoint(roots).stream()
          .<Constraint>map(root -> new Constraint.Under(field, List.of(root)))
          .toList();
    }
    return List.of(constraint);
  }

  private static List<String> disjoint(List<String> roots) {
    return roots.stream()
        .distinct()
        .filter(root -> roots.stream().noneMatch(other -> root.startsWith(other + ".")))
        .toList();
  }
}
