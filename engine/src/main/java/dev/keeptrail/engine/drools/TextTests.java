package dev.keeptrail.engine.drools;

import static org.drools.model.PatternDSL.alphaIndexedBy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.drools.model.Index;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.functions.Function1;

/** Adds tests of text fields to patterns. */
final class TextTests {
  private TextTests() {}

  /**
   * @param index the field's number among the lookups of its fact type
   */
  static <F extends Fact> void equal(
      PatternDef<F> pattern, String field, int index, Function1<F, String> text, String value) {
    pattern.expr(
        id(field + "==", Set.of(value)),
        fact -> value.equals(text.apply(fact)),
        alphaIndexedBy(String.class, Index.ConstraintType.EQUAL, index, text, value));
  }

  static <F extends Fact> void oneOf(
      PatternDef<F> pattern,
      String field,
      int index,
      Function1<F, String> text,
      Set<String> values) {
    if (values.size() == 1) {
      equal(pattern, field, index, text, values.iterator().next());
    } else {
      pattern.expr(id(field + " in", values), fact -> values.contains(text.apply(fact)));
    }
  }

  static <F extends Fact> void noneOf(
      PatternDef<F> pattern, String field, Function1<F, String> text, Set<String> values) {
    pattern.expr(id(field + " not in", values), fact -> !values.contains(text.apply(fact)));
  }

  /**
   * A name for a test, the same for the same values in any order. Each value is led by its length,
   * so that no two tests can come to share a name and with it a node.
   */
  static String id(String test, Collection<String> values) {
    var id = new StringBuilder(test);
    for (String value : new TreeSet<>(values)) {
      id.append(' ').append(value.length()).append(':').append(value);
    }
    return id.toString();
  }
}
