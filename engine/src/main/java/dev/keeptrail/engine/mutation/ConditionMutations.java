package dev.keeptrail.engine.mutation;

import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every condition that is one small change away from another. */
final class ConditionMutations {
  private ConditionMutations() {}

  /**
   * One of them.
   *
   * @param pattern the position of the changed pattern, and of its constraint; null for the
   *     condition as a whole
   */
  record At(@Nullable Integer pattern, int constraint, Change<Condition> change) {
    static At whole(String operator, String words, Condition condition) {
      return new At(null, 0, new Change<>(operator, words, condition));
    }
  }

  static List<At> of(Condition condition) {
    List<At> changes = new ArrayList<>();
    switch (condition) {
      case Condition.Match(Pattern pattern) ->
          patterns(List.of(pattern), changed -> new Condition.Match(changed.getFirst()), changes);
      case Condition.Exists(List<Pattern> patterns) -> {
        changes.add(
            At.whole(
                ExprMutations.NEGATION, "with `not` before it", new Condition.Absent(patterns)));
        patterns(patterns, Condition.Exists::new, changes);
      }
      case Condition.Absent(List<Pattern> patterns) -> {
        changes.add(
            At.whole(ExprMutations.NEGATION, "without `not`", new Condition.Exists(patterns)));
        patterns(patterns, Condition.Absent::new, changes);
      }
      case Condition.Aggregate aggregate -> aggregate(aggregate, changes);
      case Condition.Test(Expr test) ->
          ExprMutations.of(test)
              .forEach(change ->
                  changes.add(new At(null, 0, change.with(new Condition.Test(change.value())))));
    }
    return changes;
  }

  private static void aggregate(Condition.Aggregate whole, List<At> changes) {
    ExprMutations.of(whole.comparison())
        .forEach(change ->
            changes.add(
                new At(
                    null,
                    0,
                    change.with(
                        new Condition.Aggregate(
                            whole.function(),
                            whole.pattern(),
                            whole.value(),
                            change.value(),
                            whole.bound())))));
    ExprMutations.moved(whole.bound())
        .ifPresent(bound ->
            changes.add(
                new At(
                    null,
                    0,
                    bound.with(
                        new Condition.Aggregate(
                            whole.function(),
                            whole.pattern(),
                            whole.value(),
                            whole.comparison(),
                            bound.value())))));
    patterns(
        List.of(whole.pattern()),
        changed ->
            new Condition.Aggregate(
                whole.function(),
                changed.getFirst(),
                whole.value(),
                whole.comparison(),
                whole.bound()),
        changes);
  }

  private static void patterns(
      List<Pattern> patterns, Function<List<Pattern>, Condition> whole, List<At> changes) {
    for (int i = 0; i < patterns.size(); i++) {
      for (PatternMutations.At at : PatternMutations.of(patterns.get(i))) {
        List<Pattern> all = new ArrayList<>(patterns);
        all.set(i, at.change().value());
        changes.add(new At(i, at.constraint(), at.change().with(whole.apply(all))));
      }
    }
  }
}
