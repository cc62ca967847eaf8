package dev.keeptrail.engine.chain;

import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses a rule that no engine could run as it is meant. The checks of the language let no such
 * rule through, but a compiled pack may come from anywhere.
 */
final class RuleCheck {
  /** More conditions than this are no rule that anybody wrote. */
  private static final int MAX_CONDITIONS = 1_000;

  private final Rule rule;

  private RuleCheck(Rule rule) {
    this.rule = rule;
  }

  /**
   * Looks at all of a rule.
   *
   * @throws IllegalArgumentException naming the rule and what is wrong with it
   */
  static void check(Rule rule) {
    try {
      new RuleCheck(rule).checkAll();
    } catch (ExprCheck.Problem problem) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` " + problem.getMessage());
    }
  }

  private void checkAll() {
    Map<Integer, FactType> everywhere = null;
    for (Alternative alternative : rule.alternatives()) {
      Map<Integer, FactType> matched = matched(alternative);
      if (rule.then() instanceof Effect.Redact(var code, List<Integer> targets)
          && targets.isEmpty()) {
        mustMatchFinding(matched);
      } else if (rule.then() instanceof Effect.Rewrite(var code, List<Integer> targets, var with)
          && targets.isEmpty()) {
        mustMatchFinding(matched);
      }
      if (everywhere == null) {
        everywhere = matched;
      } else {
        everywhere.entrySet().removeIf(e -> matched.get(e.getKey()) != e.getValue());
      }
    }
    checkEffect(everywhere == null ? Map.of() : everywhere);
  }

  private static void mustMatchFinding(Map<Integer, FactType> matched) {
    if (!matched.containsValue(FactType.FINDING)) {
      throw new ExprCheck.Problem("masks no finding");
    }
  }

  /** Checks the conditions; the slots of its matches come back. */
  private static Map<Integer, FactType> matched(Alternative alternative) {
    if (alternative.conditions().size() > MAX_CONDITIONS) {
      throw new ExprCheck.Problem("has too many conditions");
    }
    Map<Integer, FactType> bound = new HashMap<>();
    Set<Integer> slots = new HashSet<>();
    int patterns = 0;
    for (Condition condition : alternative.conditions()) {
      for (Pattern pattern : Rule.patterns(condition)) {
        patterns++;
        if (!slots.add(pattern.slot())) {
          throw new ExprCheck.Problem("gives two facts one slot");
        }
      }
      check(condition, bound);
      if (condition instanceof Condition.Match(Pattern pattern)) {
        bound.put(pattern.slot(), pattern.type());
      }
    }
    if (bound.size() > Rule.MAX_MATCHES || patterns > Rule.MAX_PATTERNS) {
      throw new ExprCheck.Problem("joins too many facts");
    }
    return bound;
  }

  private static void check(Condition condition, Map<Integer, FactType> bound) {
    Map<Integer, FactType> scope = new HashMap<>(bound);
    for (Pattern pattern : Rule.patterns(condition)) {
      scope.put(pattern.slot(), pattern.type());
      for (Constraint constraint : pattern.constraints()) {
        check(pattern.type(), constraint, scope);
      }
    }
    switch (condition) {
      case Condition.Aggregate aggregate -> {
        Expr value = aggregate.value();
        if (value != null) {
          new ExprCheck(scope).require(value, FieldType.NUMBER);
        }
        new ExprCheck(bound).require(aggregate.bound(), FieldType.NUMBER);
      }
      case Condition.Test(Expr test) -> new ExprCheck(bound).require(test, FieldType.TRUTH);
      case Condition.Match _, Condition.Exists _, Condition.Absent _ -> {
        // All in the patterns.
      }
    }
  }

  private static void check(FactType type, Constraint constraint, Map<Integer, FactType> scope) {
    boolean fits =
        switch (constraint) {
          case Constraint.AtLeast(String field, double bound) ->
              has(type, field, FieldType.NUMBER) && !Double.isNaN(bound);
          case Constraint.Under(String field, List<String> roots) ->
              has(type, field, FieldType.CATEGORY) && !roots.contains("");
          case Constraint.Equal(String field, var value) -> isText(type, field);
          case Constraint.OneOf(String field, var values) -> isText(type, field);
          case Constraint.NoneOf(String field, var values) -> isText(type, field);
          case Constraint.Joined(String field, int slot, String otherField) -> {
            FactType other = scope.get(slot);
            if (other == null) {
              throw new ExprCheck.Problem(ExprCheck.UNBOUND);
            }
            yield (isText(type, field) && isText(other, otherField))
                || (has(type, field, FieldType.NUMBER) && has(other, otherField, FieldType.NUMBER));
          }
          case Constraint.Test(Expr test) -> {
            new ExprCheck(scope).require(test, FieldType.TRUTH);
            yield true;
          }
        };
    if (!fits) {
      throw new ExprCheck.Problem("asks for what no " + type.word() + " has");
    }
  }

  private void checkEffect(Map<Integer, FactType> bound) {
    var check = new ExprCheck(bound);
    check.requireFewValues(rule.then().reasonCode());
    List<Template> templates = new ArrayList<>(rule.tags().values());
    List<Integer> targets =
        switch (rule.then()) {
          case Effect.Redact redact -> redact.targets();
          case Effect.Rewrite rewrite -> {
            templates.add(rewrite.replacement());
            yield rewrite.targets();
          }
          case Effect.Block(var code, var message) -> {
            if (message != null) {
              templates.add(message);
            }
            yield List.of();
          }
          case Effect.Escalate(var code, var message, var assignee) -> {
            if (message != null) {
              templates.add(message);
            }
            yield List.of();
          }
          case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> List.of();
        };
    templates.forEach(check::require);
    for (int target : targets) {
      FactType type = bound.get(target);
      if (type != FactType.FINDING && type != FactType.MESSAGE) {
        throw new ExprCheck.Problem("masks what is no finding and no message");
      }
    }
  }

  private static boolean isText(FactType type, String field) {
    return has(type, field, FieldType.TEXT) || has(type, field, FieldType.CATEGORY);
  }

  private static boolean has(FactType type, String field, FieldType fieldType) {
    return FactSchema.field(type, field).filter(f -> f.type() == fieldType).isPresent();
  }
}
