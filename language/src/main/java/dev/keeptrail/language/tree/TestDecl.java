package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test written in the pack.
 *
 * @param phase where {@code on} names one phase alone; null lets what is given decide
 */
public record TestDecl(
    Span span,
    TextDecl name,
    @Nullable NameDecl phase,
    List<GivenDecl> givens,
    List<ExpectDecl> expects) {
  public TestDecl {
    givens = List.copyOf(givens);
    expects = List.copyOf(expects);
  }

  /** One fact of a test's input: {@code given tool_call { name: "wire_transfer" }}. */
  public record GivenDecl(Span span, NameDecl fact, BlockDecl fields) {}

  /**
   * What is expected: {@code expect escalate by wire-transfers reason "wire_transfer.large" { }}.
   *
   * @param verdict not checked yet
   */
  public record ExpectDecl(
      Span span,
      NameDecl verdict,
      @Nullable NameDecl policy,
      @Nullable TextDecl reason,
      BlockDecl options) {}
}
