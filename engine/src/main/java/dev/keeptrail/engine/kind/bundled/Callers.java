package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Conditions on who asks. Roles are compared as they are written. */
final class Callers {
  private Callers() {}

  static Condition.Exists in(String role) {
    return new Condition.Exists(
        List.of(new Pattern(0, FactType.IDENTITY, List.of(new Constraint.Equal("role", role)))));
  }

  /** The caller claims none of the roles, or no role at all. */
  static Condition.Absent outside(Collection<String> roles) {
    return Condition.absent(
        FactType.IDENTITY, List.of(new Constraint.OneOf("role", Set.copyOf(roles))));
  }

  /**
   * The caller, or whatever else the type stands for, does not say the field, or leaves it blank.
   *
   * @param slot what {@link dev.keeptrail.language.rule.Rule#of} will number the condition
   */
  static Condition.Absent without(FactType type, String field, int slot) {
    Expr said = new Expr.Call(Function.TRIM, List.of(new Expr.Field(slot, field, List.of())));
    Expr nothing = new Expr.Literal(new Value.Text(""));
    return Condition.absent(
        type, List.of(new Constraint.Test(new Expr.Compare(Comparison.NOT_EQUAL, said, nothing))));
  }

  /** Nobody checked who the caller is. */
  static Condition.Absent unauthenticated() {
    Expr checked = new Expr.Field(0, "authenticated", List.of());
    Expr yes = new Expr.Literal(new Value.Truth(true));
    return Condition.absent(
        FactType.IDENTITY,
        List.of(new Constraint.Test(new Expr.Compare(Comparison.EQUAL, checked, yes))));
  }
}
