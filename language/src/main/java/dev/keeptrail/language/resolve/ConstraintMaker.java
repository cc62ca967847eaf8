package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a test on a fact into constraints, and says whatever it can in a form that the rule network
 * can look up. What it writes means exactly what the expression does.
 *
 * @param slot the fact that the constraints are on
 * @param types the types of all facts that the expression may be about, by slot
 */
record ConstraintMaker(int slot, FactType type, Map<Integer, FactType> types) {
  /** The constraints that together say what the test says; none when it is always true. */
  List<Constraint> constraints(Expr test) {
    List<Expr> parts = test instanceof Expr.And(List<Expr> operands) ? operands : List.of(test);
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Expr part = parts.get(i);
      Optional<Constraint> noneOf =
          i + 1 < parts.size() ? noneOf(part, parts.get(i + 1)) : Optional.empty();
      if (noneOf.isPresent()) {
        constraints.add(noneOf.get());
        i++;
      } else if (!part.equals(Folding.truth(true))) {
        constraints.add(constraint(part));
      }
    }
    return constraints;
  }

  private Constraint constraint(Expr test) {
    Constraint constraint =
        switch (test) {
          case Expr.Compare(Comparison comparison, Expr left, Expr right) ->
              compare(comparison, left, right);
          case Expr.In(Expr needle, Expr.Literal(Value list)) -> oneOf(needle, list);
          case Expr.Under(Expr category, List<String> roots) -> under(category, roots);
          case Expr.Or(List<Expr> operands) -> either(operands);
          case Expr.Literal _, Expr.Field _, Expr.Present _, Expr.In _, Expr.Contains _ -> null;
          case Expr.Called _, Expr.Like _, Expr.Matches _, Expr.Not _, Expr.And _ -> null;
          case Expr.Calculate _, Expr.Negate _, Expr.Call _ -> null;
        };
    return constraint == null ? new Constraint.Test(test) : constraint;
  }

  private @Nullable Constraint compare(Comparison comparison, Expr left, Expr right) {
    String field = ownField(left);
    if (right instanceof Expr.Literal(Value constant)) {
      return field == null ? null : compared(field, comparison, constant);
    }
    if (comparison != Comparison.EQUAL) {
      return null;
    }
    return field != null ? joined(field, right) : joined(ownField(right), left);
  }

  private @Nullable Constraint compared(String field, Comparison comparison, Value constant) {
    return switch (constant) {
      case Value.Text(String text) when isText(typeOf(field)) ->
          switch (comparison) {
            case EQUAL -> new Constraint.Equal(field, text);
            case NOT_EQUAL -> new Constraint.NoneOf(field, Set.of(text));
            case LESS, AT_MOST, MORE, AT_LEAST -> null;
          };
      case Value.Decimal(double bound)
          when comparison == Comparison.AT_LEAST && typeOf(field) == FieldType.NUMBER ->
          new Constraint.AtLeast(field, bound);
      case Value.Text _, Value.Decimal _, Value.Truth _, Value.Nothing _ -> null;
      case Value.Sequence _, Value.Mapping _ -> null;
    };
  }

  private @Nullable Constraint joined(@Nullable String field, Expr other) {
    if (field == null
        || !(other instanceof Expr.Field(int otherSlot, String otherField, var path))
        || otherSlot == slot
        || !path.isEmpty()) {
      return null;
    }
    FactType otherType = types.get(otherSlot);
    FieldType right =
        otherType == null ? null : FactSchema.field(otherType, otherField).orElseThrow().type();
    FieldType left = typeOf(field);
    boolean joins = (isText(left) && isText(right)) || (left == FieldType.NUMBER && left == right);
    return joins ? new Constraint.Joined(field, otherSlot, otherField) : null;
  }

  private @Nullable Constraint oneOf(Expr needle, Value list) {
    String field = ownField(needle);
    List<String> texts = Folding.texts(list).orElse(List.of());
    if (field == null || texts.isEmpty() || !isText(typeOf(field))) {
      return null;
    }
    return values(field, new LinkedHashSet<>(texts));
  }

  private static Constraint values(String field, Set<String> values) {
    return values.size() == 1
        ? new Constraint.Equal(field, values.iterator().next())
        : new Constraint.OneOf(field, values);
  }

  /** {@code x not in [...]}: the value is there, and is none of the texts. */
  private Optional<Constraint> noneOf(Expr present, Expr not) {
    if (present instanceof Expr.Present(Expr there)
        && not instanceof Expr.Not(Expr.In(Expr needle, Expr.Literal(Value list)))
        && there.equals(needle)) {
      return switch (oneOf(needle, list)) {
        case Constraint.Equal(String field, String value) ->
            Optional.of(new Constraint.NoneOf(field, Set.of(value)));
        case Constraint.OneOf(String field, Set<String> values) ->
            Optional.of(new Constraint.NoneOf(field, values));
        case null, default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private @Nullable Constraint under(Expr category, List<String> roots) {
    String field = ownField(category);
    return field == null ? null : new Constraint.Under(field, roots);
  }

  /** Equalities of one field joined by {@code or} are one lookup. */
  private @Nullable Constraint either(List<Expr> operands) {
    Set<String> fields = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    Set<String> roots = new TreeSet<>();
    for (Expr operand : operands) {
      switch (constraint(operand)) {
        case Constraint.Equal(String field, String value) -> {
          fields.add(field);
          values.add(value);
        }
        case Constraint.OneOf(String field, Set<String> more) -> {
          fields.add(field);
          values.addAll(more);
        }
        case Constraint.Under(String field, List<String> more) -> {
          fields.add(field);
          roots.addAll(more);
        }
        case Constraint.NoneOf _, Constraint.AtLeast _, Constraint.Joined _, Constraint.Test _ -> {
          return null;
        }
      }
    }
    if (fields.size() != 1 || values.isEmpty() == roots.isEmpty()) {
      return null;
    }
    String field = fields.iterator().next();
    return roots.isEmpty()
        ? values(field, values)
        : new Constraint.Under(field, List.copyOf(roots));
  }

  private @Nullable String ownField(Expr expr) {
    return expr instanceof Expr.Field(int at, String field, var path)
            && at == slot
            && path.isEmpty()
        ? field
        : null;
  }

  private FieldType typeOf(String field) {
    return FactSchema.field(type, field).orElseThrow().type();
  }

  private static boolean isText(@Nullable FieldType type) {
    return type == FieldType.TEXT || type == FieldType.CATEGORY;
  }
}
