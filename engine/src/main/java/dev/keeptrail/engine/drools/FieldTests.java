package dev.keeptrail.engine.drools;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.betaIndexedBy;

import dev.keeptrail.engine.value.Categories;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Set;
import org.drools.model.Index;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Adds tests of one field to a pattern, in the forms that the network can look up where it can.
 *
 * <p>Lookups go by number: that of the field, and for categories beyond the fields the depth.
 */
final class FieldTests<F extends SessionFact> {
  /** Missing values equal nothing, not even each other. */
  private static final Object MISSING_HERE = new Object();

  private static final Object MISSING_THERE = new Object();

  private final FactType type;
  private final PatternDef<F> pattern;

  FieldTests(FactType type, PatternDef<F> pattern) {
    this.type = type;
    this.pattern = pattern;
  }

  void equal(String name, String value) {
    int field = SessionFact.fieldOf(type, name);
    pattern.expr(
        TestNames.of(name + "==", Set.of(value)),
        fact -> value.equals(fact.text(field)),
        alphaIndexedBy(
            String.class, Index.ConstraintType.EQUAL, field, fact -> fact.text(field), value));
  }

  void oneOf(String name, Set<String> values) {
    if (values.size() == 1) {
      equal(name, values.iterator().next());
      return;
    }
    int field = SessionFact.fieldOf(type, name);
    pattern.expr(
        TestNames.of(name + " in", values),
        fact -> {
          String text = fact.text(field);
          return text != null && values.contains(text);
        });
  }

  void noneOf(String name, Set<String> values) {
    int field = SessionFact.fieldOf(type, name);
    pattern.expr(
        TestNames.of(name + " not in", values),
        fact -> {
          Value value = fact.value(field);
          return value != null && !(value instanceof Value.Text(String t) && values.contains(t));
        });
  }

  void atLeast(String name, double bound, boolean undefined) {
    int field = SessionFact.fieldOf(type, name);
    pattern.expr(
        name + ">=" + bound + "?" + undefined,
        fact ->
            switch (fact.value(field)) {
              case null -> false;
              case Value.Decimal(double number) -> number >= bound;
              default -> undefined;
            });
  }

  /** Only findings have categories. */
  void under(String name, List<String> roots) {
    if (roots.size() == 1) {
      String root = roots.getFirst();
      int depth = CategoryPath.depthOf(root);
      pattern.expr(
          TestNames.of(name + "@" + depth + "==", List.of(root)),
          fact -> root.equals(ancestor(fact, depth)),
          alphaIndexedBy(
              String.class,
              Index.ConstraintType.EQUAL,
              FactSchema.fields(type).size() + depth,
              fact -> ancestor(fact, depth),
              root));
      return;
    }
    int field = SessionFact.fieldOf(type, name);
    pattern.expr(
        TestNames.of(name + " under", roots),
        fact -> {
          String text = fact.text(field);
          return text != null && roots.stream().anyMatch(root -> Categories.isUnder(text, root));
        });
  }

  void joined(Constraint.Joined join, FactType otherType, Variable<SessionFact> other) {
    int field = SessionFact.fieldOf(type, join.field());
    int otherField = SessionFact.fieldOf(otherType, join.otherField());
    pattern.expr(
        join.field() + "==" + otherType.word() + "." + join.otherField(),
        other,
        (fact, there) ->
            keyOf(fact.value(field), MISSING_HERE)
                .equals(keyOf(there.value(otherField), MISSING_THERE)),
        betaIndexedBy(
            Object.class,
            Index.ConstraintType.EQUAL,
            field,
            fact -> keyOf(fact.value(field), MISSING_HERE),
            there -> keyOf(there.value(otherField), MISSING_THERE)));
  }

  private static String ancestor(SessionFact fact, int depth) {
    return fact instanceof FindingFact finding ? finding.path().atDepth(depth) : "";
  }

  /** Values that are equal have equal keys. */
  private static Object keyOf(@Nullable Value value, Object missing) {
    return switch (value) {
      case null -> missing;
      case Value.Text(String text) -> text;
      // WHY: plus zero, so that the two zeros are one.
      case Value.Decimal(double number) -> number + 0.0;
      default -> value;
    };
  }
}
