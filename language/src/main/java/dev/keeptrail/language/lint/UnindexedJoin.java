package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import java.util.Set;

/**
 * A rule combines facts of types that a request has many of, and the second or third pattern has
 * nothing to be looked up by: no equality, no category and no join with an earlier fact.
 */
final class UnindexedJoin implements LintRule {
  private static final Set<FactType> MANY =
      Set.of(FactType.MESSAGE, FactType.FINDING, FactType.TOOL_CALL, FactType.TOOL_RESULT);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNINDEXED_JOIN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      for (Alternative alternative : written.rule().alternatives()) {
        check(written, alternative, advice);
      }
    }
  }

  private static void check(WrittenRule written, Alternative alternative, Advice advice) {
    boolean first = true;
    for (Condition condition : alternative.conditions()) {
      if (condition instanceof Condition.Match(Pattern pattern) && MANY.contains(pattern.type())) {
        if (!first && pattern.constraints().stream().noneMatch(UnindexedJoin::canBeLookedUp)) {
          advice.add(
              written.place(alternative, condition),
              written.path(),
              "every combination with a " + Quoted.word(pattern.type().word()) + " is tried",
              "compare one of its fields by `==` with a value or with the fact before it");
        }
        first = false;
      }
    }
  }

  private static boolean canBeLookedUp(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal _, Constraint.OneOf _, Constraint.Under _, Constraint.Joined _ -> true;
      case Constraint.NoneOf _, Constraint.AtLeast _, Constraint.Test _ -> false;
    };
  }
}
