package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.Optional;

/** Which alternatives of a rule can never hold, because a fact that they ask for cannot be. */
final class ImpossibleAlternatives {
  private ImpossibleAlternatives() {}

  /** What makes it impossible; empty for an alternative that can hold. */
  static Optional<Impossible> in(Alternative alternative) {
    for (Condition condition : alternative.conditions()) {
      if (condition instanceof Condition.Match || condition instanceof Condition.Exists) {
        for (Pattern pattern : Rule.patterns(condition)) {
          Optional<String> field = Contradiction.in(pattern);
          if (field.isPresent()) {
            return Optional.of(new Impossible(condition, pattern.type(), field.get()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A condition that no request meets. */
  record Impossible(Condition condition, FactType type, String field) {
    String message() {
      return "no " + Quoted.word(type.word()) + " has such a " + Quoted.word(field);
    }
  }
}
