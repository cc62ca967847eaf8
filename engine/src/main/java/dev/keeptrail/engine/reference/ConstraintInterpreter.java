package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Answer;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.engine.value.Categories;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the constraints of one pattern for one fact, beside the facts of earlier slots. */
final class ConstraintInterpreter {
  private final int slot;
  private final Combination facts;

  /**
   * @param facts the pattern's own included
   */
  ConstraintInterpreter(int slot, Combination facts) {
    this.slot = slot;
    this.facts = facts;
  }

  Answer answer(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(String field, String value) ->
          switch (own(field)) {
            case null -> Answer.MISSING;
            case Value.Text(String text) when text.equals(value) -> Answer.TRUE;
            default -> Answer.FALSE;
          };
      case Constraint.OneOf(String field, Set<String> values) ->
          switch (own(field)) {
            case null -> Answer.MISSING;
            case Value.Text(String text) when values.contains(text) -> Answer.TRUE;
            default -> Answer.FALSE;
          };
      case Constraint.NoneOf(String field, Set<String> values) ->
          switch (own(field)) {
            case null -> Answer.MISSING;
            case Value.Text(String text) when values.contains(text) -> Answer.FALSE;
            default -> Answer.TRUE;
          };
      case Constraint.Under(String field, List<String> roots) ->
          switch (own(field)) {
            case null -> Answer.MISSING;
            case Value.Text(String text) ->
                roots.stream().anyMatch(root -> Categories.isUnder(text, root))
                    ? Answer.TRUE
                    : Answer.FALSE;
            default -> Answer.UNDEFINED;
          };
      case Constraint.AtLeast(String field, double bound) ->
          switch (own(field)) {
            case null -> Answer.MISSING;
            case Value.Decimal(double number) -> number >= bound ? Answer.TRUE : Answer.FALSE;
            default -> Answer.UNDEFINED;
          };
      case Constraint.Joined(String field, int other, String otherField) -> {
        Value left = own(field);
        Value right = read(other, otherField);
        if (left == null || right == null) {
          yield Answer.MISSING;
        }
        yield ExprInterpreter.equal(left, right) ? Answer.TRUE : Answer.FALSE;
      }
      case Constraint.Test(Expr test) -> new ExprInterpreter(facts).answer(test);
    };
  }

  /** What the constraint asks about, and what is there. */
  List<Reading> readings(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(String field, var value) -> readings(ownField(field));
      case Constraint.OneOf(String field, var values) -> readings(ownField(field));
      case Constraint.NoneOf(String field, var values) -> readings(ownField(field));
      case Constraint.Under(String field, var roots) -> readings(ownField(field));
      case Constraint.AtLeast(String field, double bound) -> readings(ownField(field));
      case Constraint.Joined(String field, int other, String otherField) ->
          readings(ownField(field), new Expr.Field(other, otherField, List.of()));
      case Constraint.Test(Expr test) -> Readings.of(test, facts);
    };
  }

  private List<Reading> readings(Expr.Field... fields) {
    Set<Reading> readings = new LinkedHashSet<>();
    for (Expr.Field field : fields) {
      readings.addAll(Readings.of(field, facts));
    }
    return List.copyOf(readings);
  }

  private Expr.Field ownField(String field) {
    return new Expr.Field(slot, field, List.of());
  }

  private @Nullable Value own(String field) {
    return read(slot, field);
  }

  private @Nullable Value read(int from, String field) {
    Value value = facts.at(from).fields().get(field);
    return value instanceof Value.Nothing ? null : value;
  }
}
