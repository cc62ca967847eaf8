package dev.keeptrail.engine.drools;

import static org.drools.model.PatternDSL.alphaIndexedBy;

import dev.keeptrail.language.rule.Constraint;
import java.util.List;
import org.drools.model.Index;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.functions.Function1;

/** Lowers tests on findings. Equal tests get equal ids, and so share a node of the network. */
final class FindingConstraints {
  /** Field numbers of the network's lookups; depths of the category path follow. */
  private static final List<String> FIELDS =
      List.of("category", "label", "evidence", "view", "detector", "channel", "role");

  private FindingConstraints() {}

  static void add(PatternDef<FindingFact> pattern, Constraint constraint) {
    switch (constraint) {
      case Constraint.Equal(String field, String value) ->
          TextTests.equal(pattern, field, FIELDS.indexOf(field), text(field), value);
      case Constraint.OneOf(String field, var values) ->
          TextTests.oneOf(pattern, field, FIELDS.indexOf(field), text(field), values);
      case Constraint.NoneOf(String field, var values) ->
          TextTests.noneOf(pattern, field, text(field), values);
      case Constraint.Under(String field, List<String> roots) -> under(pattern, roots);
      case Constraint.AtLeast(String field, double bound) ->
          pattern.expr("score>=" + bound, fact -> fact.finding().score() >= bound);
      case Constraint.Joined _, Constraint.Test _ ->
          throw new IllegalArgumentException("no such test of a finding");
    }
  }

  private static void under(PatternDef<FindingFact> pattern, List<String> roots) {
    if (roots.size() == 1) {
      String root = roots.getFirst();
      int depth = CategoryPath.depthOf(root);
      pattern.expr(
          TextTests.id("category@" + depth + "==", List.of(root)),
          fact -> root.equals(fact.path().atDepth(depth)),
          alphaIndexedBy(
              String.class,
              Index.ConstraintType.EQUAL,
              FIELDS.size() + depth,
              fact -> fact.path().atDepth(depth),
              root));
    } else {
      pattern.expr(
          TextTests.id("category under", roots),
          fact -> roots.stream().anyMatch(root -> fact.path().isUnder(root)));
    }
  }

  private static Function1<FindingFact, String> text(String field) {
    return switch (field) {
      case "category" -> fact -> fact.finding().category();
      case "label" -> fact -> fact.finding().label();
      case "evidence" -> fact -> fact.finding().evidence().word();
      case "view" -> fact -> fact.finding().view().word();
      case "detector" -> fact -> fact.finding().detector();
      case "channel" -> fact -> fact.location().channel().word();
      case "role" -> fact -> fact.location().role();
      default -> throw new IllegalArgumentException("no text `" + field + "`");
    };
  }
}
