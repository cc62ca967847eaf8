package dev.keeptrail.language.testfile;

import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.TextDecl;
import org.jspecify.annotations.Nullable;

/**
 * One test of a pack: what comes in, and what is expected to be decided.
 *
 * @param span where the name is written
 * @param suite the suite that holds it; null for none
 * @param target id of the provider target that serves the request; null takes the pack's first
 * @param phase the one phase that is judged; null lets the input decide
 */
public record TestCase(
    Span span,
    String name,
    @Nullable String suite,
    @Nullable TextDecl target,
    @Nullable Phase phase,
    TestInput input,
    Expectation expected) {
  /** What reports call it: the suite's name before its own. */
  public String title() {
    return suite == null ? name : suite + " › " + name;
  }
}
