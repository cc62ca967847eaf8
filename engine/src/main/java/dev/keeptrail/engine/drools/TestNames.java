package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Names of tests. Tests of one name share a node of the network, so that equal tests must have
 * equal names and others different ones.
 */
final class TestNames {
  private final Map<Key, Integer> tests = new HashMap<>();
  private int unshared;

  /** A test by all that its answer hangs on. */
  private record Key(int slot, List<FactType> types, Expr test, boolean undefined) {}

  /**
   * The name of a test that is an expression.
   *
   * @param types what is in the slots that it asks about, its own first
   */
  String of(int slot, List<FactType> types, Expr test, boolean undefined) {
    int number = tests.size();
    Integer known = tests.putIfAbsent(new Key(slot, types, test, undefined), number);
    return "test " + (known == null ? number : known);
  }

  /** A name that no other test has. */
  String unique() {
    return "alone " + unshared++;
  }

  /**
   * A name for a test of a field, the same for the same values in any order. Each value is led by
   * its length, so that no two tests can come to share a name.
   */
  static String of(String test, Collection<String> values) {
    var id = new StringBuilder(test);
    for (String value : new TreeSet<>(values)) {
      id.append(' ').append(value.length()).append(':').append(value);
    }
    return id.toString();
  }
}
